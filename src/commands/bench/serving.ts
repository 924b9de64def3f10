import { Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { paragraphs } from '../../cli/paragraphs.js';
import { PRESENTATION_FLAGS } from '../../cli/presentation-flags.js';
import { SERVING_FLAGS } from '../../cli/serving/serving-flags.js';

export default class BenchServing extends BaseCommand {
  static override summary =
    'Load a service that answers questions in its tiers, and find the rate that each holds';

  static override description =
    paragraphs(`Each tier (see mls serve) is started in a process of its own and sent one rate after another, from the lowest on, by
the generator of mls load in another; this process draws. Past saturation, where the SLO is missed and less than 90 % of what
is offered is answered, the rates that are left are skipped, since a higher one would only make the queue grow faster;
--all-rates sends them. Before, each tier is asked a question, and a wrong answer makes its rows wrong.

The capacity of a tier is the highest rate that held the SLO below the lowest that missed it. What is near the border
depends on the draws of the arrivals and on --duration: a rate a little above what a tier can do takes a while to show.
The first row is the null tier's, which answers at once: the rate to which the generator itself kept its plan here.

The usual model, emulated, computes nothing and takes the time that the published tiers took (48.5 ms a batch and 28.5 ms
for each request of it, 37 % more for each further worker on the same device), so that no download is needed and a busy host
does little harm; it is told everywhere. --model default measures this host.

With a scheduling policy before the workers (--tier balanced --policy symphony) each row has a simulation of the same arrivals
beside it, its goodput and its 99th percentile, and by how much they are off. The policy is the one of mls sim serving; what its
workers take is the profile, or measured at the start of the tier, and so are the ways to them: nothing is fitted afterwards.

What was measured is in results/runs/<run>: the journal, every request (*.samples.ndjson.gz), HdrHistogram distributions
(*.hgrm), curves, and rows.csv, which begins with the columns of the published load tests in their units (seconds).

Exit codes: 0 ok, 1 a tier failed, 2 usage, 97 invalid (the generator was late at some rate, three times), 98 wrong answers, 99 a
tier held the --slo that was given at no rate (a ramp past capacity is no failure), 100 the model cannot run here, 130
interrupted; what was measured is kept.`);

  static override examples = [
    {
      description: 'The three tiers as published, emulated: some three minutes',
      command: '<%= config.bin %> <%= command.id %>',
    },
    {
      description: 'At the rates of the published load tests, batches closed as theirs were',
      command: '<%= config.bin %> <%= command.id %> --rps 5:60:5 --close timeout --arrivals seed',
    },
    {
      description: 'Real models on this host, within 1.5 s at the 99th percentile',
      command:
        '<%= config.bin %> <%= command.id %> --model default --rps 2:20:2 --slo p99=1500ms --duration 20s',
    },
    {
      description: 'Ways to choose a worker, against one another',
      command:
        '<%= config.bin %> <%= command.id %> --tier balanced --balance round-robin,power-of-two --instances 3 --autoscale none',
    },
    {
      description: 'A scheduling policy on real processes, its simulation beside it',
      command:
        '<%= config.bin %> <%= command.id %> --tier balanced --policy symphony --latency 20+2 --slo p99=200ms --rps 100:300:100',
    },
    {
      description: 'One document, or data to a file with the live view on the terminal',
      command: [
        '<%= config.bin %> <%= command.id %> --json | jq .capacities',
        '<%= config.bin %> <%= command.id %> --format csv > rows.csv',
      ].join('\n'),
    },
  ];

  static override flags = {
    tier: Flags.string({
      description: 'baseline, batched, balanced or all',
      default: 'baseline,batched,balanced',
      helpValue: 'NAME,...',
    }),
    model: Flags.string({
      description: 'emulated, default, or another that mls serve takes',
      default: 'emulated',
      helpValue: 'NAME',
    }),
    corpus: Flags.string({
      description: 'animals, factbook, or a file of passages',
      default: 'animals',
      helpValue: 'NAME',
    }),
    rps: Flags.string({
      description: 'Requests a second: a list, start:stop:step, or from:to, which doubles',
      default: '10:60:10',
      helpValue: 'RATE,...',
      helpGroup: 'LOAD',
    }),
    arrivals: Flags.string({
      description:
        "poisson, constant, gamma:SHAPE (below 1 burstier), or seed (the draws of Python's random.seed(42))",
      default: 'poisson',
      helpValue: 'PLAN',
      helpGroup: 'LOAD',
    }),
    duration: Flags.string({
      description: 'How long each rate is measured; by default 10s',
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
      default: '2s',
      helpValue: '2s',
      helpGroup: 'LOAD',
    }),
    'all-rates': Flags.boolean({
      description: 'Send rates past saturation too',
      default: false,
      helpGroup: 'LOAD',
    }),
    clients: Flags.string({
      description: 'Processes that generate the load; by default one per 10,000 requests a second',
      helpValue: 'N',
      helpGroup: 'LOAD',
    }),
    connections: Flags.string({
      description: 'Connections at most; by default as many as are in flight',
      helpValue: 'N',
      helpGroup: 'LOAD',
    }),
    seed: Flags.string({
      description: 'Seed of the arrivals that are drawn',
      default: '42',
      helpValue: 'SEED',
      helpGroup: 'LOAD',
    }),
    body: Flags.string({
      char: 'd',
      description:
        'JSON, or a file: .jsonl is sent a line a request in turn; by default a question that the corpus answers',
      helpValue: 'FILE|JSON',
      helpGroup: 'LOAD',
    }),
    timeout: Flags.string({
      description: 'A request not answered by then is given up, by client and server',
      default: '60s',
      helpValue: '60s',
      helpGroup: 'LOAD',
    }),
    slo: Flags.string({
      description: 'What must hold, such as p99=250ms,errors=0.1% [default: p99=1500ms, as published]',
      helpValue: 'SLO',
      helpGroup: 'JUDGEMENT',
    }),
    ...SERVING_FLAGS,
    close: Flags.string({
      description: `${SERVING_FLAGS.close.description}; or both, to compare`,
      default: 'adaptive',
      helpValue: 'RULE,...',
      helpGroup: 'BATCHING',
    }),
    policy: Flags.string({
      description: `${SERVING_FLAGS.policy.description}; several or all, to compare`,
      helpValue: 'POLICY,...',
      helpGroup: 'BALANCING',
    }),
    balance: Flags.string({
      description: `${SERVING_FLAGS.balance.description}; or several, to compare`,
      default: 'round-robin',
      helpValue: 'POLICY,...',
      helpGroup: 'BALANCING',
    }),
    ...PRESENTATION_FLAGS,
  };

  async run(): Promise<unknown> {
    const { flags } = await this.parse(BenchServing);
    const { benchServing } = await import('../../cli/serving/bench-serving.js');
    const { exitCode, document } = await benchServing(flags, { json: this.jsonEnabled() });
    this.endWith(exitCode);
    return document;
  }
}
