import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Config } from '@oclif/core';
import { EXIT, MlsError } from '../../errors.js';
import { fingerprint } from '../../harness/fingerprint.js';
import { type Interrupt, listenForInterrupt } from '../../harness/interrupt.js';
import { parseChoice } from '../../parse/choices.js';
import { parseInteger } from '../../parse/quantities.js';
import { apartFloor, type EqualPair, interleavedFloor } from '../../results/comparison/noise-floor.js';
import { FEWEST_ROUNDS } from '../../results/comparison/rules.js';
import { chooseView, UI_CHOICES, type ViewKind } from '../../ui/choose-view.js';
import { planOfArguments, ROUND_SUITES, type SuitePlan } from '../bench/suite-plan.js';
import { measureSides } from '../gate/measure-sides.js';
import { quickArguments } from '../gate/quick-grids.js';
import { keepNoiseFloor } from '../kept-noise-floors.js';
import { pullDatasets } from '../pull-datasets.js';
import { type CalibrateDocument, calibrateDocumentOf } from './calibrate-document.js';
import { equalPairs } from './equal-pairs.js';

/** Flags of `mls calibrate` as typed. */
export interface CalibrateFlags {
  readonly suite: string;
  readonly trials: string;
  readonly rounds: string;
  readonly ui: string;
}

export interface CalibrateOptions {
  readonly config: Config;
  readonly json: boolean;
  /** Flags of the suite's own benchmark; a small question without any. */
  readonly benchArguments: readonly string[];
}

/** One comparison has nothing to be apart from. */
const FEWEST_TRIALS = 2;

/**
 * `mls calibrate`: compares this code with itself, and keeps how far apart it was found as this host's noise floor.
 * @throws UsageError; DataError when nothing can be kept; MlsError when interrupted
 */
export async function calibrate(
  flags: CalibrateFlags,
  { config, json, benchArguments }: CalibrateOptions,
): Promise<CalibrateDocument> {
  const suite = parseChoice('--suite', flags.suite, ROUND_SUITES);
  const trials = parseInteger('--trials', flags.trials, FEWEST_TRIALS);
  const rounds = parseInteger('--rounds', flags.rounds, FEWEST_ROUNDS);
  const view = chooseView({ ui: parseChoice('--ui', flags.ui, UI_CHOICES), json, stream: process.stderr });
  const asked = benchArguments.length > 0 ? benchArguments : await quickArguments(suite);
  const plan = await planOfArguments(config, suite, asked);
  await pullDatasets([...new Set(plan.request.datasets)], { json: view === 'none' });
  const host = await fingerprint();
  const inTurns = await measureTrials({ plan, trials, rounds, view, processes: 'one-a-round' });
  const apart = await measureTrials({ plan, trials, rounds, view, processes: 'one-a-cell' });
  const floor = { interleaved: interleavedFloor(inTurns), apart: apartFloor(apart) };
  const { loadAverage } = host;
  await keepNoiseFloor(host, suite, { ...floor, trials, rounds, loadAverage });
  return calibrateDocumentOf({
    ...{ suite, rounds, loadAverage, floor },
    host: host.host.name,
    cells: plan.cells,
    trials: { interleaved: inTurns, apart },
  });
}

interface Trials {
  readonly plan: SuitePlan;
  readonly trials: number;
  readonly rounds: number;
  readonly view: ViewKind;
  readonly processes: 'one-a-cell' | 'one-a-round';
}

async function measureTrials({ trials, ...request }: Trials): Promise<EqualPair[][]> {
  const interrupt = listenForInterrupt();
  // They say something of the host and nothing of the code: no run that anybody would look for.
  const runs = await mkdtemp(join(tmpdir(), 'mls-calibrate-'));
  try {
    const measured: EqualPair[][] = [];
    for (let trial = 1; trial <= trials; trial++) {
      const how = request.processes === 'one-a-round' ? 'a process each round' : 'a process each cell';
      if (request.view !== 'none') process.stderr.write(`A/A trial ${trial} of ${trials}, ${how}\n`);
      const sides = await measureSides({ ...request, runs, interrupt, command: 'mls calibrate' });
      refuseInterrupted(interrupt);
      measured.push(equalPairs(sides));
    }
    return measured;
  } finally {
    await rm(runs, { recursive: true, force: true });
    interrupt.dispose();
  }
}

function refuseInterrupted(interrupt: Interrupt): void {
  if (!interrupt.signal.aborted) return;
  const code = interrupt.exitCode() ?? EXIT.interrupted;
  throw new MlsError('interrupted; the noise floor that was kept stays as it was', 'interrupted', code);
}
