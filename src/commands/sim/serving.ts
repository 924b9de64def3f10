import { Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { paragraphs } from '../../cli/paragraphs.js';
import { PRESENTATION_FLAGS } from '../../cli/presentation-flags.js';

export default class SimServing extends BaseCommand {
  static override summary = 'Simulate serving schedulers: batches of requests on GPUs, in virtual time';

  static override description =
    paragraphs(`Each policy is given the same requests, one rate after another, and says what every GPU runs when and which requests it
drops. A request counts as good when its answer is there within the SLO. Time is virtual and chance is seeded: a run is
the same on every host, to the last digit.

--find-goodput searches the highest rate at which enough requests (--good) are in time. Rates are scanned before the edge is
refined, since some policies hold a higher rate better than a lower one. Beside it stands what the batching equations say: GPUs
that take turns, never idle, in batches as large as the SLO lets them be. A rate in % is a share of that.

A profile is how long a model takes for a batch: a published one (resnet50, clockwork-zoo/resnet50_v2, ...),
linear:ALPHA,BETA[,MAX] in milliseconds, or a file of latencies, FILE or FILE:MODEL.

What came out is in results/runs/<run>: the journal, rows.csv, and the batches of the first second or so of each
simulation, which mls plot --kind gantt draws and mls replay plays.

Exit codes: 0 ok, 1 a policy failed, 2 usage, 130 interrupted; rows that were finished are kept.`);

  static override examples = [
    {
      description: 'Goodput against load, for five policies',
      command:
        '<%= config.bin %> <%= command.id %> --policy fcfs,edf,nexus,clockwork,symphony --profile resnet50 --gpus 8 --slo 25ms --rate 1000:6000:250',
    },
    {
      description: 'What every policy can hold, and what the batching equations say',
      command: '<%= config.bin %> <%= command.id %> --policy all --find-goodput',
    },
    {
      description: 'Recorded arrivals at twice their rate, with a GPU that fails',
      command:
        '<%= config.bin %> <%= command.id %> --policy symphony --trace trace.csv --rate 200 --faults 0@2s-4s',
    },
    {
      description: 'Watch one second of it, slowly',
      command: '<%= config.bin %> <%= command.id %> --policy symphony --rate 3000 --play',
    },
    {
      description: 'One document',
      command: "<%= config.bin %> <%= command.id %> --rate 50% --json | jq '.rows[].goodputRps'",
    },
  ];

  static override flags = {
    policy: Flags.string({
      description: 'Policies to compare, or all',
      default: 'all',
      helpValue: 'NAME,...',
    }),
    profile: Flags.string({
      description: 'How long a batch takes; given several times, models take turns',
      default: ['resnet50'],
      helpValue: 'PROFILE',
      multiple: true,
      helpGroup: 'SYSTEM',
    }),
    models: Flags.string({
      description: 'Models that share the GPUs, each with its own requests; by default one a profile',
      helpValue: 'N,...',
      helpGroup: 'SYSTEM',
    }),
    popularity: Flags.string({
      description:
        'How requests are spread over models: uniform, zipf:EXPONENT, or proportions such as 3,1,1',
      default: 'uniform',
      helpValue: 'SHARES',
      helpGroup: 'SYSTEM',
    }),
    gpus: Flags.string({ description: 'GPUs', default: '8', helpValue: 'N,...', helpGroup: 'SYSTEM' }),
    'gpu-memory': Flags.string({
      description: 'For the weights of models, of each GPU; by default as much as they need',
      helpValue: '16GiB',
      helpGroup: 'SYSTEM',
    }),
    delays: Flags.string({
      description:
        'Of the network: none, or some of control=0.1ms,data=0.01ms,response=0.5ms (data for each request)',
      default: 'none',
      helpValue: 'DELAYS',
      helpGroup: 'SYSTEM',
    }),
    jitter: Flags.string({
      description:
        'How batches stray from their profile: none, uniform:SHARE, lognormal:SIGMA or exponential',
      default: 'none',
      helpValue: 'JITTER',
      helpGroup: 'SYSTEM',
    }),
    faults: Flags.string({
      description: 'GPUs that fail and come back: GPU@FROM-TO,..., for good without TO',
      default: 'none',
      helpValue: '0@2s-3s',
      helpGroup: 'SYSTEM',
    }),
    rate: Flags.string({
      description:
        'Requests a second: a list, start:stop:step, from:to, which doubles, or shares of the bound such as 50%',
      helpValue: 'RATE,...',
      helpGroup: 'LOAD',
    }),
    arrivals: Flags.string({
      description:
        'poisson, constant, gamma:SHAPE (below 1 burstier), or a file that was recorded [default: poisson]',
      helpValue: 'PLAN',
      helpGroup: 'LOAD',
    }),
    trace: Flags.string({
      description:
        'The file: with a column TIMESTAMP, or milliseconds, one a line. Without --rate as it was recorded',
      helpValue: 'FILE',
      helpGroup: 'LOAD',
    }),
    duration: Flags.string({
      description: 'Virtual time that is counted',
      default: '10s',
      helpValue: '10s',
      helpGroup: 'LOAD',
    }),
    warmup: Flags.string({
      description: 'Load before it that is not counted; 0 for none',
      default: '1s',
      helpValue: '1s',
      helpGroup: 'LOAD',
    }),
    seed: Flags.string({
      description: 'Seed of arrivals, models and jitter',
      default: '42',
      helpValue: 'SEED',
      helpGroup: 'LOAD',
    }),
    slo: Flags.string({
      description: 'A request must be answered within',
      default: '25ms',
      helpValue: '25ms,...',
      helpGroup: 'JUDGEMENT',
    }),
    'find-goodput': Flags.boolean({
      description: 'Search the highest rate that holds, instead of --rate',
      helpGroup: 'JUDGEMENT',
    }),
    good: Flags.string({
      description: 'Share of requests that must be in time for it',
      default: '99%',
      helpValue: '99%',
      helpGroup: 'JUDGEMENT',
    }),
    ...PRESENTATION_FLAGS,
    play: Flags.boolean({ description: 'Then play the batches that were kept, on a terminal' }),
  };

  async run(): Promise<unknown> {
    const { flags } = await this.parse(SimServing);
    const { simServing } = await import('../../cli/computed/sim-serving.js');
    const { exitCode, document } = await simServing(flags, { json: this.jsonEnabled() });
    this.endWith(exitCode);
    return document;
  }
}
