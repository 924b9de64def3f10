import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { paragraphs } from '../cli/paragraphs.js';
import { PRESENTATION_FLAGS } from '../cli/presentation-flags.js';

export default class Load extends BaseCommand {
  static override summary =
    'Load an HTTP endpoint on a plan, and tell its latency as its users would feel it';

  static override description =
    paragraphs(`Requests leave at times that are planned beforehand, whatever became of those before (an open loop), from
a process of its own. Latency counts from the planned time, so that a server that stalls cannot hide it by holding the next
request up; the uncorrected figure, from when a request really left, stands beside it. When the generator itself is late,
by more than 5 ms or 1 % of the mean gap between requests, whichever is more, at the 99th percentile, the row is
invalid and the exit code 97.

Percentiles are of answers with status 2xx; 429 and 503 (refused), other statuses and broken connections (failed) and time-outs
are counted apart, and for the SLO each counts as never answered. Throughput is answers within the measured time a second,
goodput those as fast as the loosest latency of --slo. An SLO that was kept is held so far, and not held, where the requests were
too few to show it with 99 % confidence, by the counts of MLPerf's early stopping (p99: 459 with none over, 662 with one).

What was measured is in results/runs/<run>: the journal, every request (*.samples.ndjson.gz), HdrHistogram
distributions (*.hgrm), CSV, a page and curves.

Exit codes: 0 ok, 97 invalid (the generator was late), 99 --slo missed, 100 nobody listens, 130 interrupted.`);

  static override examples = [
    {
      description: '200 requests a second for a minute, after 5 s of warm-up',
      command:
        '<%= config.bin %> <%= command.id %> http://localhost:8000/rag --rps 200 --duration 60s --warmup 5s --body q.jsonl',
    },
    {
      description: 'A curve from 5/s to 60/s, judged by an SLO',
      command:
        '<%= config.bin %> <%= command.id %> http://localhost:8000/ --rps 5:60:5 --slo p99=250ms,errors=0.1%',
    },
    {
      description: 'The highest rate that holds it',
      command:
        '<%= config.bin %> <%= command.id %> http://localhost:8000/ --find-capacity --slo p99=250ms,errors=0.1%',
    },
    {
      description: 'Bursty arrivals; a rate that climbs; a recorded trace',
      command: [
        '<%= config.bin %> <%= command.id %> http://localhost:8000/ --rps 50 --arrivals gamma:0.25',
        '<%= config.bin %> <%= command.id %> http://localhost:8000/ --arrivals poisson:ramp:5:100 --duration 2m',
        '<%= config.bin %> <%= command.id %> http://localhost:8000/ --arrivals trace:AzureLLMInferenceTrace_conv.csv --rps 20',
      ].join('\n'),
    },
    {
      description: 'A closed loop of 64 clients, as wrk and autocannon send it',
      command: '<%= config.bin %> <%= command.id %> http://localhost:8000/ --closed 64',
    },
    {
      description: 'What the generator itself can do here: a server of our own that answers at once',
      command: '<%= config.bin %> <%= command.id %> null --rps 5000',
    },
  ];

  static override args = {
    url: Args.string({
      description: 'Where requests go, or null for a server of our own that answers at once',
      required: true,
    }),
  };

  static override flags = {
    rps: Flags.string({
      description: 'Requests a second: one rate, a list, start:stop:step, or from:to, which doubles',
      helpValue: 'RATE,...',
      helpGroup: 'LOAD',
    }),
    arrivals: Flags.string({
      description:
        "poisson, constant, gamma:SHAPE (below 1 burstier), seed (the draws of Python's random.seed(42)), steps:10x30s,50x30s, " +
        'ramp:FROM:TO (also poisson:ramp:...), or trace:FILE in the Azure LLM format',
      default: 'poisson',
      helpValue: 'PLAN',
      helpGroup: 'LOAD',
    }),
    duration: Flags.string({
      description: 'How long each rate is measured; by default 10s, and a trace as long as it lasts',
      helpValue: '10s',
      helpGroup: 'LOAD',
    }),
    requests: Flags.string({
      description: 'Requests of each rate, instead of a duration or at most',
      helpValue: 'N',
      helpGroup: 'LOAD',
    }),
    warmup: Flags.string({
      description: 'Load before it that is not told of, without a pause between; 0 for none',
      default: '1s',
      helpValue: '1s',
      helpGroup: 'LOAD',
    }),
    closed: Flags.string({
      description: 'A closed loop instead: so many clients, each waiting for its answer',
      helpValue: 'CLIENTS,...',
      helpGroup: 'LOAD',
    }),
    clients: Flags.string({
      description: 'Processes that generate the load; by default one per 10,000 requests a second',
      helpValue: 'N',
      helpGroup: 'LOAD',
    }),
    connections: Flags.string({
      description:
        'Connections at most: further requests wait for one, as with wrk2, and their wait counts; by default as many as are in flight',
      helpValue: 'N',
      helpGroup: 'LOAD',
    }),
    seed: Flags.string({
      description: 'Seed of the arrivals that are drawn',
      default: '42',
      helpValue: 'SEED',
      helpGroup: 'LOAD',
    }),
    method: Flags.string({
      char: 'X',
      description: 'HTTP method; by default GET, or POST with --body',
      helpValue: 'METHOD',
      helpGroup: 'REQUEST',
    }),
    header: Flags.string({
      char: 'H',
      description: 'A header such as "authorization: Bearer TOKEN"; may be repeated',
      multiple: true,
      multipleNonGreedy: true,
      helpValue: 'HEADER',
      helpGroup: 'REQUEST',
    }),
    body: Flags.string({
      char: 'd',
      description: 'JSON, or a file: .jsonl is sent a line a request in turn, any other whole',
      helpValue: 'FILE|JSON',
      helpGroup: 'REQUEST',
    }),
    timeout: Flags.string({
      description: 'After that, counted as latency is, a request is aborted',
      default: '60s',
      helpValue: '60s',
      helpGroup: 'REQUEST',
    }),
    slo: Flags.string({
      description: 'What must hold, such as p99=250ms,errors=0.1%; also p50, p99.9 or max',
      helpValue: 'SLO',
      helpGroup: 'JUDGEMENT',
    }),
    'find-capacity': Flags.boolean({
      description: 'Search for the highest rate that holds --slo, from --rps or 10/s on',
      default: false,
      helpGroup: 'JUDGEMENT',
    }),
    tolerance: Flags.string({
      description: 'How narrow the interval of that rate shall be',
      default: '5%',
      helpValue: '5%',
      helpGroup: 'JUDGEMENT',
    }),
    ...PRESENTATION_FLAGS,
  };

  async run(): Promise<unknown> {
    const { args, flags } = await this.parse(Load);
    const { load } = await import('../cli/load/load.js');
    const { exitCode, document } = await load(args.url, flags, { json: this.jsonEnabled() });
    this.endWith(exitCode);
    return document;
  }
}
