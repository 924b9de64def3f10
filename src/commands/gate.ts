import { Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { RULE_FLAGS } from '../cli/compare/rule-flags.js';
import { paragraphs } from '../cli/paragraphs.js';
import { UI_FLAG } from '../cli/presentation-flags.js';

export default class Gate extends BaseCommand {
  static override summary = 'Fail when this code is slower, or of less quality, than it was';

  static override description =
    paragraphs(`With --against, the commit named is built in a worktree and both codes are measured in one job, round by round in
turns, the order reversed each round: what else the host does falls on both alike. That is the form for shared machines
and hosted CI. Flags after -- are those of mls bench <suite>.

With --baseline, what the baseline was asked is asked again now, or the run named by --run is taken. That is for a
machine that does nothing else, and the same one each time: another host is refused.

A cell regressed only if its rounds differ by Mann-Whitney's test, after Holm over the suite, and the interval of the
ratio lies wholly beyond the threshold and this host's noise floor (mls calibrate); or if its recall fell, its answer
is wrong, its Pareto front lost area or its capacity. In GitHub Actions there are annotations and a summary.

EXIT CODES
  0    no regression
  2    usage
  96   with --strict: a difference of the threshold could have gone unnoticed
  97   nothing could be compared
  99   a regression
  130  interrupted (143 by SIGTERM)`);

  static override examples = [
    {
      description: 'This checkout and the commit before it, on a small question',
      command: '<%= config.bin %> <%= command.id %> --against HEAD~1 --suite knn --quick',
    },
    {
      description: 'A question of your own, more rounds a side',
      command:
        '<%= config.bin %> <%= command.id %> --against main --suite knn --rounds 50 -- --backend ts,wasm --n 20000',
    },
    {
      description: 'Against a kept run, minding 5 %',
      command: '<%= config.bin %> <%= command.id %> --baseline main --threshold 5%',
    },
    {
      description: 'A run that is there already; JUnit for the CI system',
      command: '<%= config.bin %> <%= command.id %> --baseline main --run latest --junit gate.xml',
    },
  ];

  // What follows -- belongs to the suite's own benchmark.
  static override strict = false;

  static override flags = {
    against: Flags.string({
      description: 'Build this commit and measure it and this checkout in turns',
      helpValue: 'COMMIT',
      exclusive: ['baseline'],
    }),
    baseline: Flags.string({ description: 'Hold against the run kept under this name', helpValue: 'NAME' }),
    run: Flags.string({
      description:
        'With --baseline: judge this run rather than measure: its folder, its id, a part of it, or latest',
      helpValue: 'RUN',
    }),
    suite: Flags.string({
      description: 'knn (the default of --against), distance, kmeans or ann',
      helpValue: 'SUITE',
    }),
    quick: Flags.boolean({
      description: "With --against: a small question, on the project's own backends",
      default: false,
    }),
    rounds: Flags.string({
      description: 'Rounds of each cell on each side, at least 6',
      default: '30',
      helpValue: 'R',
    }),
    ...RULE_FLAGS,
    strict: Flags.boolean({ description: 'Exit with 96 where nothing certain can be said', default: false }),
    junit: Flags.string({ description: 'Write the verdicts as JUnit XML', helpValue: 'FILE' }),
    'benchmark-json': Flags.string({
      description: "Write the head's figures for github-action-benchmark (customSmallerIsBetter)",
      helpValue: 'FILE',
    }),
    'bencher-json': Flags.string({
      description: "Write the head's figures in the Bencher Metric Format",
      helpValue: 'FILE',
    }),
    out: Flags.string({
      description: 'Folder that holds the runs',
      default: 'results/runs',
      helpValue: 'DIR',
    }),
    baselines: Flags.string({
      description: 'Folder that holds the baselines',
      default: 'results/baselines',
      helpValue: 'DIR',
    }),
    ui: UI_FLAG,
  };

  async run(): Promise<unknown> {
    const { flags, argv } = await this.parse(Gate);
    const { gate } = await import('../cli/gate/gate.js');
    const { exitCode, document } = await gate(flags, {
      config: this.config,
      json: this.jsonEnabled(),
      benchArguments: argv.map(String),
    });
    this.endWith(exitCode);
    return document;
  }
}
