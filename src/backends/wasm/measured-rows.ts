import type { Metric } from '../backend.js';
import type { Crew } from './crew.js';
import { METRIC_NUMBERS } from './kernel-exports.js';
import { normRange } from './kernels/norm-range.js';
import type { WorkingMemory } from './memory/working-memory.js';

/** Norms up to 2^50 cannot make a float32 sum overflow, and norms from its inverse on cannot make one underflow. */
const LARGEST_NORM = 2 ** 50;
const SMALLEST_NORM = 2 ** -50;

/** The norms of some vectors, and whether float32 can hold whatever a product with them gives on the way. */
export interface Measured {
  /** Address of a float for each. */
  readonly biases: number;
  readonly isSafe: boolean;
}

interface NormRange {
  readonly longest: number;
  readonly shortest: number;
}

/** Measures a few vectors, such as queries, that are to meet rows with norms of a range. */
export function measured(
  crew: Crew,
  memory: WorkingMemory,
  metric: Metric,
  rows: number,
  n: number,
  d: number,
  range: NormRange,
): Measured {
  const norms = memory.take4(n);
  const biases = memory.take4(n);
  const { arena } = memory;
  crew.kernelsOf(arena).measureRows(METRIC_NUMBERS[metric], rows, d, 0, n, norms, biases);
  const own = normRange(arena.floats(norms, n));
  return { biases, isSafe: isSafe(metric, own) && isSafe(metric, range) };
}

function isSafe(metric: Metric, { longest, shortest }: NormRange): boolean {
  // An l2 square may underflow too, and a norm in float32 does so long before.
  return longest <= LARGEST_NORM && ((metric !== 'cosine' && metric !== 'l2') || shortest >= SMALLEST_NORM);
}
