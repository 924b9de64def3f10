import type { Config } from '@oclif/core';
import { EXIT, type ExitCode, MlsError, UsageError } from '../../errors.js';
import { listenForInterrupt } from '../../harness/interrupt.js';
import { parseChoice } from '../../parse/choices.js';
import { parseInteger } from '../../parse/quantities.js';
import { runOfBaseline } from '../../results/baselines.js';
import type { JudgedRuns } from '../../results/comparison/judged-runs.js';
import { FEWEST_ROUNDS } from '../../results/comparison/rules.js';
import { openRun } from '../../results/open-run.js';
import { chooseView, UI_CHOICES, type ViewKind } from '../../ui/choose-view.js';
import { planOfArguments, ROUND_SUITES } from '../bench/suite-plan.js';
import { type CompareDocument, compareDocumentOf } from '../compare/compare-document.js';
import { judgeRuns, shareRules } from '../compare/judge-runs.js';
import { judgedText, VERDICT_FORMATS } from '../compare/present-judged.js';
import { tellDamage } from '../compare/tell-damage.js';
import { measureAgainst } from './against-commit.js';
import { chosenBaseline } from './chosen-baseline.js';
import type { GateFlags } from './gate-flags.js';
import { gateExitCode, gateLine } from './gate-verdict.js';
import { measureAgain } from './measure-again.js';
import { openedSide } from './measure-sides.js';
import { quickArguments } from './quick-grids.js';
import { tellGithub, writeOutputs } from './write-outputs.js';

export interface GateOptions {
  readonly config: Config;
  readonly json: boolean;
  /** Flags of the suite's own benchmark. */
  readonly benchArguments: readonly string[];
}

export interface GateOutcome {
  readonly exitCode: ExitCode;
  readonly document: CompareDocument;
}

/**
 * `mls gate`: from flags to a verdict.
 * @throws UsageError; DataError when something cannot be built, read or written; MlsError when interrupted
 */
export async function gate(flags: GateFlags, options: GateOptions): Promise<GateOutcome> {
  const format = parseChoice('--format', flags.format, VERDICT_FORMATS);
  const ui = parseChoice('--ui', flags.ui, UI_CHOICES);
  const rounds = parseInteger('--rounds', flags.rounds, FEWEST_ROUNDS);
  shareRules(flags);
  const view = chooseView({ ui, json: options.json, stream: process.stderr });
  const judged =
    flags.against === undefined
      ? await judgedByBaseline(flags, { ...options, rounds, view })
      : await judgedByCommit(flags, flags.against, { ...options, rounds, view });
  const exitCode = gateExitCode(judged.judgement, flags);
  await writeOutputs(judged, flags);
  if (!options.json) process.stdout.write(await judgedText(judged, format, exitCode));
  await tellGithub(judged);
  if (!options.json) process.stderr.write(`${gateLine(judged.judgement, exitCode)}\n`);
  return { exitCode, document: compareDocumentOf(judged, exitCode) };
}

interface Measuring extends GateOptions {
  readonly rounds: number;
  readonly view: ViewKind;
}

async function judgedByCommit(
  flags: GateFlags,
  ref: string,
  { config, benchArguments, rounds, view }: Measuring,
): Promise<JudgedRuns> {
  if (flags.run !== undefined) {
    throw new UsageError('expected --run with --baseline alone: --against measures both sides anew');
  }
  const suite = parseChoice('--suite', flags.suite ?? 'knn', ROUND_SUITES);
  const interrupt = listenForInterrupt();
  try {
    const { base, head } = await measureAgainst({
      ...{ ref, rounds, view, interrupt },
      runs: flags.out,
      command: `mls gate --against ${ref} --suite ${suite}`,
      plan: async () =>
        planOfArguments(
          config,
          suite,
          flags.quick ? await quickArguments(suite, benchArguments) : benchArguments,
        ),
    });
    if (interrupt.signal.aborted) throw interrupted(interrupt.exitCode(), head.directory);
    return await judgeRuns(openedSide(base), openedSide(head), { flags, mode: 'interleaved' });
  } catch (error) {
    if (!interrupt.signal.aborted || (error instanceof MlsError && error.code === 'interrupted')) throw error;
    throw interrupted(interrupt.exitCode());
  } finally {
    interrupt.dispose();
  }
}

async function judgedByBaseline(
  flags: GateFlags,
  { benchArguments, rounds, view }: Measuring,
): Promise<JudgedRuns> {
  const { baseline: name, out: runs } = flags;
  if (name === undefined) {
    throw new UsageError(
      'expected --baseline NAME or --against COMMIT, which say what this code is held against; got neither',
    );
  }
  if (benchArguments.length > 0 || flags.quick) {
    throw new UsageError(
      `expected ${flags.quick ? '--quick' : benchArguments.join(' ')} with --against alone: with --baseline what was measured is measured again`,
    );
  }
  const given = flags.run === undefined ? undefined : await openRun(flags.run, runs);
  const baseline = await chosenBaseline({
    ...{ name, head: given },
    suite: flags.suite,
    folder: flags.baselines,
  });
  const base = runOfBaseline(baseline);
  const head =
    given ?? (await measureAgain(base, { rounds, runs, view, command: `mls gate --baseline ${name}` }));
  for (const run of [base, head]) tellDamage(run);
  return judgeRuns(base, head, { flags, mode: 'apart' });
}

function interrupted(code: ExitCode = EXIT.interrupted, directory?: string): MlsError {
  const kept = directory === undefined ? 'nothing was measured' : `what was measured is in ${directory}`;
  return new MlsError(`interrupted before there was a verdict; ${kept}`, 'interrupted', code);
}
