import type { Metric } from '../../backend.js';
import type { Extremes } from '../error-bounds.js';

/** Rows `begin .. end` of a block are on the device when `copied` has happened. */
export interface CopiedPart {
  readonly begin: number;
  readonly end: number;
  readonly copied: bigint;
}

/** The copying of a block that is under way. */
export interface Copying {
  readonly started: bigint;
  readonly parts: readonly CopiedPart[];
  /** Memory of the device that it needs while it goes on. */
  readonly staging?: bigint;
}

/** Rows on the device, padded with zeros to `stride` floats, a multiple of four. */
export interface DeviceBlock {
  readonly n: number;
  readonly d: number;
  readonly stride: number;
  readonly metric: Metric;
  readonly rows: bigint;
  /** A float for each row where the metric has terms, else 0. */
  readonly terms: bigint;
  /** Two floats: the lengths of the longest row and of the shortest above zero; 0 where no bound needs them. */
  readonly extremes: bigint;
  /** Until a call has waited for it. */
  copying: Copying | undefined;
  /** Once read back. */
  known: Extremes | undefined;
}

export function strideOf(d: number): number {
  return Math.ceil(d / 4) * 4;
}
