import { Args, Flags, type Interfaces, Parser } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import type { BenchAnnFlags } from '../cli/bench/ann.js';
import type { BenchDistanceFlags } from '../cli/bench/distance.js';
import { BENCH_FLAGS } from '../cli/bench/flags.js';
import type { BenchKMeansFlags } from '../cli/bench/kmeans.js';
import type { BenchKnnFlags } from '../cli/bench/knn.js';
import { paragraphs } from '../cli/paragraphs.js';
import type { RunOutcome } from '../cli/present-run.js';
import type { BenchServingFlags } from '../cli/serving/request.js';
import { parseChoice } from '../parse/choices.js';
import { CHECKED, type Experiment, type Size } from '../results/experiment/experiment.js';
import { COMPUTED_SUITES, isComputedSuite } from '../suites/computed-registry.js';

interface SuiteRun {
  readonly argv: string[];
  readonly json: boolean;
  readonly command: string;
}

/** A grid read by the flags of the suite's own command, which says what is wrong with them as it does to anyone. */
async function flagsOf<F extends object>(
  command: { readonly flags: Interfaces.FlagInput },
  argv: string[],
): Promise<F> {
  const { flags } = await Parser.parse<F, Record<string, never>, Record<string, never>>(argv, {
    flags: command.flags as Interfaces.FlagInput<F>,
  });
  return flags;
}

/** How the suite of an experiment is run. */
const SUITES = {
  async distance({ argv, json, command }: SuiteRun): Promise<RunOutcome> {
    const { default: BenchDistance } = await import('./bench/distance.js');
    const { benchDistance } = await import('../cli/bench/distance.js');
    return benchDistance(await flagsOf<BenchDistanceFlags>(BenchDistance, argv), { json, command });
  },
  async knn({ argv, json, command }: SuiteRun): Promise<RunOutcome> {
    const { default: BenchKnn } = await import('./bench/knn.js');
    const { benchKnn } = await import('../cli/bench/knn.js');
    const flags = await flagsOf<BenchKnnFlags>(BenchKnn, argv);
    return benchKnn(flags, { json, command, withNeighbours: true });
  },
  async kmeans({ argv, json, command }: SuiteRun): Promise<RunOutcome> {
    const { default: BenchKMeans } = await import('./bench/kmeans.js');
    const { benchKMeans } = await import('../cli/bench/kmeans.js');
    return benchKMeans(await flagsOf<BenchKMeansFlags>(BenchKMeans, argv), { json, command });
  },
  async ann({ argv, json, command }: SuiteRun): Promise<RunOutcome> {
    const { default: BenchAnn } = await import('./bench/ann.js');
    const { benchAnn } = await import('../cli/bench/ann.js');
    return benchAnn(await flagsOf<BenchAnnFlags>(BenchAnn, argv), { json, command });
  },
  async serving({ argv, json, command }: SuiteRun): Promise<RunOutcome> {
    const { default: BenchServing } = await import('./bench/serving.js');
    const { benchServing } = await import('../cli/serving/bench-serving.js');
    return benchServing(await flagsOf<BenchServingFlags>(BenchServing, argv), { json, command });
  },
};

const { backend, engine, threads, rounds, timeout, format, out, ui, resume } = BENCH_FLAGS;
const withAllowMixed = BENCH_FLAGS['allow-mixed'];

export default class Run extends BaseCommand {
  static override summary = 'Run a declared experiment and hold what comes out against what was published';

  static override description =
    paragraphs(`An experiment is a YAML file with a question, a grid of flags for one suite at two sizes, and the figures expected.
Each figure stands beside the measured one: PASS, NEAR, FAIL, or NOT COMPARABLE and why. A golden figure was computed by
this project and notices a change; a published one is the source's own. --check paper holds the published ones alone.

What is computed rather than timed (suites of mls sim, plan and train) comes out the same on every host.

EXIT CODES
  0 nothing failed    1 a figure failed    otherwise as of mls bench`);

  static override examples = [
    {
      description: 'The small size, for continuous integration',
      command: '<%= config.bin %> <%= command.id %> experiments/seed-knn.yaml --quick',
    },
    {
      description: 'The size the figures were published at, as one JSON document',
      command: '<%= config.bin %> <%= command.id %> experiments/seed-knn.yaml --full --json',
    },
    {
      description:
        'What a paper claims beside what came out here, without a file: yes or no by the exit code',
      command: '<%= config.bin %> <%= command.id %> experiments/seed-knn.yaml --check paper',
    },
  ];

  static override args = {
    file: Args.string({ description: 'The experiment', required: true }),
  };

  static override flags = {
    quick: Flags.boolean({ description: 'Run the small size (the default)', exclusive: ['full'] }),
    full: Flags.boolean({ description: 'Run the size of the published figures' }),
    check: Flags.string({
      description:
        'Which figures are held against what comes out: all, or paper, those that a source published',
      default: 'all',
      helpValue: 'WHICH',
    }),
    backend,
    engine,
    threads,
    rounds: Flags.string({ description: rounds.description ?? '', helpValue: 'R' }),
    memory: Flags.string({
      description: 'Vectors resident at once, instead of what the file says',
      helpValue: '1GiB',
    }),
    timeout: Flags.string({ description: timeout.description ?? '', helpValue: '10m' }),
    format,
    out,
    ui,
    resume,
    'allow-mixed': withAllowMixed,
  };

  async run(): Promise<unknown> {
    const { args, flags } = await this.parse(Run);
    const [{ readExperiment }, { gridArguments }, { runExperiment }] = await Promise.all([
      import('../cli/read-experiment.js'),
      import('../cli/grid-arguments.js'),
      import('../cli/run-experiment.js'),
    ]);
    const experiment: Experiment = await readExperiment(args.file);
    const suite = parseChoice(`suite of ${args.file}`, experiment.suite, [
      ...(Object.keys(SUITES) as (keyof typeof SUITES)[]),
      ...COMPUTED_SUITES,
    ]);
    const size: Size = flags.full ? 'full' : 'quick';
    const checked = parseChoice('--check', flags.check, CHECKED);
    const {
      quick: _quick,
      full: _full,
      check: _check,
      json: _json,
      'no-color': _noColor,
      ...given
    } = flags as typeof flags & {
      json?: boolean;
      'no-color'?: boolean;
    };
    const json = this.jsonEnabled();
    const command = `mls run ${args.file} --${size}`;
    const outcome = await runExperiment({
      ...{ experiment, size, checked, json },
      tables: flags.format === 'table',
      async start() {
        if (!isComputedSuite(suite)) {
          return SUITES[suite]({
            argv: gridArguments({ ...experiment[size], ...given }),
            ...{ json, command },
          });
        }
        const { runComputedExperiment } = await import('../cli/computed/run-computed-experiment.js');
        return runComputedExperiment(suite, experiment[size], given, { json, command });
      },
    });
    this.endWith(outcome.exitCode);
    return outcome;
  }
}
