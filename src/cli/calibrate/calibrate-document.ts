import { z } from 'zod';
import type { EqualPair, NoiseFloor } from '../../results/comparison/noise-floor.js';
import { OK_OUTCOME } from '../ok-outcome.js';

const cell = z.strictObject({ id: z.string(), baseMs: z.number(), headMs: z.number() });

const named = z.strictObject({ id: z.string(), subject: z.string(), label: z.string() });

/** The document of `mls calibrate --json`. Floors are shares: 0.03 is 3 %. */
export const calibrateDocument = z.strictObject({
  ...OK_OUTCOME,
  suite: z.string(),
  host: z.string(),
  rounds: z.int(),
  /** One-minute load average before it began. */
  loadAverage: z.number(),
  floor: z.strictObject({
    /** Within which equal codes stay that are measured in turns, as mls gate --against does. */
    interleaved: z.number(),
    /** Within which equal codes stay that are measured one after the other. */
    apart: z.number(),
  }),
  cells: z.array(named),
  /** Comparisons of the code with itself: the median of each cell on either side. */
  trials: z.strictObject({ interleaved: z.array(z.array(cell)), apart: z.array(z.array(cell)) }),
});

export type CalibrateDocument = z.infer<typeof calibrateDocument>;

type Trials = readonly (readonly EqualPair[])[];

export interface Calibration {
  readonly suite: string;
  readonly host: string;
  readonly rounds: number;
  readonly loadAverage: number;
  readonly floor: NoiseFloor;
  readonly cells: readonly { readonly id: string; readonly subject: string; readonly label: string }[];
  readonly trials: Readonly<Record<keyof NoiseFloor, Trials>>;
}

export function calibrateDocumentOf(calibration: Calibration): CalibrateDocument {
  const { suite, host, rounds, loadAverage, floor, trials, cells } = calibration;
  return {
    ...{ schemaVersion: 1, partial: false, exitCode: 0, verdict: 'ok' },
    ...{ suite, host, rounds, loadAverage },
    floor: { interleaved: floor.interleaved, apart: floor.apart },
    cells: cells.map(({ id, subject, label }) => ({ id, subject, label })),
    trials: { interleaved: trials.interleaved.map(cellsOf), apart: trials.apart.map(cellsOf) },
  };
}

function cellsOf(pairs: readonly EqualPair[]) {
  return pairs.map(({ cellId, baseMs, headMs }) => ({ id: cellId, baseMs, headMs }));
}
