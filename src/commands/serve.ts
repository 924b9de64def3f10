import { Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { paragraphs } from '../cli/paragraphs.js';
import { SERVING_FLAGS } from '../cli/serving/serving-flags.js';

export default class Serve extends BaseCommand {
  static override summary = 'Answer questions over HTTP from a corpus, as the service under load';

  static override description =
    paragraphs(`A question is embedded, the passages nearest to it are searched in the corpus, and a model goes on from them
(retrieval-augmented generation). POST /rag takes {"query": "...", "k": 2}; GET /healthz, /readyz and /metrics
(Prometheus) say how it is doing. Every answer names its model and says where its time went in the server.

Tiers: baseline answers one request after another; batched gathers requests in a bounded queue and answers them
together; balanced is a gateway before two or three such workers; null answers at once, to show what a load generator
can do.

Models: default is all-MiniLM-L6-v2 and stories15M, fetched once (130 MB); stories15M tells stories whatever it is
asked, so that its answers are load and not quality. emulated computes nothing, takes the time of a latency profile, and
says so everywhere. published is multilingual-e5-large-instruct and OPT-125M, fetched once (about 3 GB). A folder is a
generator in ONNX as Hugging Face lays it out, a .gguf file one that llama.cpp reads (npm install node-llama-cpp);
all-MiniLM-L6-v2 finds for them, or the first of EMBEDDER_FOLDER,GENERATOR. The URL of an OpenAI-compatible server, such as http://localhost:11434/v1#MODEL, has that server answer (with OPENAI_API_KEY where it is set).

Corpora: animals is three passages that need no network; factbook is 22,780 about countries, fetched once and embedded
once (some minutes with the default model); or a file of passages, .jsonl or .txt.

Ctrl-C or SIGTERM drain: accepted requests are answered, new ones refused, and /readyz turns 503. A second one ends
at once.`);

  static override examples = [
    {
      description: 'Real models over real passages',
      command: '<%= config.bin %> <%= command.id %> --model default --corpus factbook',
    },
    {
      description: 'The published tier, emulated: batches of 10, or what came in half a second',
      command: '<%= config.bin %> <%= command.id %> --tier batched --model emulated --close timeout',
    },
    {
      description: 'A gateway before three workers, the one with the shorter queue of two drawn',
      command:
        '<%= config.bin %> <%= command.id %> --tier balanced --model emulated --balance power-of-two --instances 3',
    },
    {
      description: 'A device of 20 ms and 2 ms for each request of a batch, on any free port, told as JSON',
      command: '<%= config.bin %> <%= command.id %> --model emulated --latency 20+2 --port 0 --json',
    },
  ];

  static override flags = {
    tier: Flags.string({
      description: 'baseline, batched, balanced or null',
      default: 'batched',
      helpValue: 'NAME',
    }),
    model: Flags.string({
      description:
        'default, emulated, published, a folder, a .gguf file, or the URL of an OpenAI-compatible server',
      default: 'default',
      helpValue: 'NAME',
    }),
    corpus: Flags.string({
      description: 'animals, factbook, or a file of passages',
      default: 'factbook',
      helpValue: 'NAME',
    }),
    host: Flags.string({ description: 'Address to listen on', default: '127.0.0.1' }),
    port: Flags.string({ description: 'Port to listen on; 0 for any free one', default: '8000' }),
    timeout: Flags.string({ description: 'A request not answered by then is answered 504', default: '60s' }),
    slo: Flags.string({
      description: 'The latency that --autoscale delay and scheduling policies keep',
      default: 'p99=1500ms',
      helpValue: 'SLO',
      helpGroup: 'BALANCING',
    }),
    ...SERVING_FLAGS,
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(Serve);
    const { parseServeFlags } = await import('../cli/serving/serve-flags.js');
    const spec = parseServeFlags(flags);
    const { serveTier } = await import('../cli/serving/serve-tier.js');
    this.endWith(await serveTier(spec, { json: this.jsonEnabled() }));
  }
}
