import { Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { paragraphs } from '../../cli/paragraphs.js';
import { PRESENTATION_FLAGS } from '../../cli/presentation-flags.js';

export default class SimLlm extends BaseCommand {
  static override summary = 'Simulate ways of batching for language models, pass by pass, in virtual time';

  static override description =
    paragraphs(`Each policy is given the same requests and says what every pass through the model computes: generation of a token for many
sequences, and prompts, whole or in chunks. Keys and values lie in blocks; when these run out, the latest sequences are thrown
out and computed again later. Time is virtual and chance is seeded: a run is the same on every host, to the last digit.

vllm is vLLM V1: one budget of tokens, running sequences first, each pass planned while the one before runs. continuous is the
same without planning ahead, sarathi puts all generation before small chunks of prompts, prompts-first computes whole prompts before
any generation, orca reserves memory for the whole answer, and static takes no newcomer until the batch has ended.

How long a pass takes comes from --profile, a folder of what each layer took (dense.csv, per_sequence.csv, attention.csv), or else
from the roofline of --device: the longer of 2 P n + 4 L w a operations at its FLOP/s and the bytes of weights, keys and values at
its bandwidth, divided by --roofline-share, for P parameters, n positions, L layers, queries of width w and a pairs of query
and key; it flatters passes that mix prompts and generation. --host-overhead-ms comes on top of each pass.

With --requests, a log that tells when each request's tokens came, rows say how far the simulation is from it, in percent.
--host-overhead-ms fit finds that one constant on the first half of the log's requests; --part second-half then judges by the rest.

Exit codes: 0 ok, 1 a policy failed, 2 usage, 130 interrupted; rows that were finished are kept.`);

  static override examples = [
    {
      description: 'Every policy on an A100, with drawn requests',
      command: '<%= config.bin %> <%= command.id %> --rate 2,4,8',
    },
    {
      description: 'A measured profile against the log of a server, one constant fitted to half of it',
      command:
        '<%= config.bin %> <%= command.id %> --policy vllm --profile DIR --requests requests.jsonl --kv-blocks 30000 --host-overhead-ms fit --part whole,second-half',
    },
    {
      description: 'Goodput of two GPUs with little memory, within promises of your own',
      command:
        '<%= config.bin %> <%= command.id %> --policy vllm,sarathi --device rtx-4090 --gpus 2 --rate 1:8 --slo ttft=1s,tpot=80ms',
    },
    {
      description: 'A day as Azure recorded it',
      command:
        '<%= config.bin %> <%= command.id %> --requests AzureLLMInferenceTrace_conv.csv --device h100-sxm',
    },
  ];

  static override flags = {
    policy: Flags.string({
      description: 'Policies to compare, or all',
      default: 'all',
      helpValue: 'NAME,...',
    }),
    profile: Flags.string({
      description: 'Folder of a profile of layers; by default the roofline of --device',
      helpValue: 'DIR',
      helpGroup: 'SYSTEM',
    }),
    model: Flags.string({
      description:
        'llama-3.1-8b, llama-2-13b, qwen3-32b or PARAMETERS:LAYERS:QUERY_WIDTH:KEY_WIDTH, in bfloat16',
      default: 'llama-3.1-8b',
      helpValue: 'MODEL',
      helpGroup: 'SYSTEM',
    }),
    device: Flags.string({
      description:
        'a100-80gb, h100-sxm, h200-sxm, rtx-4090 or TFLOPS:GBPS:MEMORY such as 312:2039:80GB [default: a100-80gb without --profile]',
      helpValue: 'DEVICE',
      helpGroup: 'SYSTEM',
    }),
    'roofline-share': Flags.string({
      description: 'How near to its roofline the device comes [default: 85%]',
      helpValue: '85%',
      helpGroup: 'SYSTEM',
    }),
    'host-overhead-ms': Flags.string({
      description: 'Of each pass, for scheduling and sampling; fit: found on the first half of --requests',
      default: '1',
      helpValue: 'MS',
      helpGroup: 'SYSTEM',
    }),
    gpus: Flags.string({
      description: 'GPUs that each hold a copy of the model',
      default: '1',
      helpValue: 'N,...',
      helpGroup: 'SYSTEM',
    }),
    'kv-blocks': Flags.string({
      description: 'Blocks of keys and values; by default what the weights leave of 90 % of the device',
      helpValue: 'N',
      helpGroup: 'SYSTEM',
    }),
    'block-tokens': Flags.string({
      description: 'Tokens of a block',
      default: '16',
      helpValue: 'N',
      helpGroup: 'SYSTEM',
    }),
    'token-budget': Flags.string({
      description: 'Tokens that a pass computes at most',
      default: '2048',
      helpValue: 'N,...',
      helpGroup: 'SYSTEM',
    }),
    'chunk-tokens': Flags.string({
      description: 'The same for sarathi',
      default: '512',
      helpValue: 'N',
      helpGroup: 'SYSTEM',
    }),
    'max-sequences': Flags.string({
      description: 'Sequences in memory at a time',
      default: '128',
      helpValue: 'N',
      helpGroup: 'SYSTEM',
    }),
    watermark: Flags.string({
      description: 'Share of blocks that a newcomer leaves free',
      default: '1%',
      helpValue: '1%',
      helpGroup: 'SYSTEM',
    }),
    requests: Flags.string({
      description: 'A log of requests (.jsonl), or a trace of Azure (.csv), instead of drawn requests',
      helpValue: 'FILE',
      helpGroup: 'LOAD',
    }),
    rate: Flags.string({
      description: 'Requests a second: a list, start:stop:step or from:to, which doubles [default: 8]',
      helpValue: 'RATE,...',
      helpGroup: 'LOAD',
    }),
    arrivals: Flags.string({
      description: 'poisson, constant or gamma:SHAPE (below 1 burstier) [default: poisson]',
      helpValue: 'PLAN',
      helpGroup: 'LOAD',
    }),
    duration: Flags.string({
      description: 'Virtual time in which requests arrive [default: 60s]',
      helpValue: '60s',
      helpGroup: 'LOAD',
    }),
    'prompt-tokens': Flags.string({
      description: 'Lognormal lengths: median, spread and the most [default: 512:0.8:8192]',
      helpValue: 'MEDIAN:SIGMA:MOST',
      helpGroup: 'LOAD',
    }),
    'output-tokens': Flags.string({
      description: 'The same of answers [default: 256:0.6:8192]',
      helpValue: 'MEDIAN:SIGMA:MOST',
      helpGroup: 'LOAD',
    }),
    seed: Flags.string({
      description: 'Seed of arrivals and lengths',
      default: '42',
      helpValue: 'SEED',
      helpGroup: 'LOAD',
    }),
    slo: Flags.string({
      description: 'A request is good within the time to its first token and the mean time between others',
      default: 'ttft=2s,tpot=50ms',
      helpValue: 'SLO',
      helpGroup: 'JUDGEMENT',
    }),
    part: Flags.string({
      description: 'Requests whose latencies are told: whole, first-half, second-half, or all three',
      default: 'whole',
      helpValue: 'PART,...',
      helpGroup: 'JUDGEMENT',
    }),
    ...PRESENTATION_FLAGS,
  };

  async run(): Promise<unknown> {
    const { flags } = await this.parse(SimLlm);
    const { runComputedCommand } = await import('../../cli/computed/run-computed-command.js');
    const { exitCode, document } = await runComputedCommand('llm', 'mls sim llm', flags, {
      json: this.jsonEnabled(),
    });
    this.endWith(exitCode);
    return document;
  }
}
