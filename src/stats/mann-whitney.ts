import { logChoose } from './kernels/log-gamma.js';
import { rankSumProbabilities } from './kernels/rank-sum.js';
import { normalCdf, normalQuantile } from './normal.js';
import { rank } from './ranks.js';

/** Beyond this many pairs the normal approximation is good to three digits, and counting grows dear. */
const MOST_PAIRS_COUNTED = 30 * 30;

export interface MannWhitney {
  /** Pairs in which the second sample's value is the larger, equal ones counting half. */
  readonly u: number;
  /** Two-sided. */
  readonly p: number;
  readonly method: 'exact' | 'normal';
}

/**
 * Mann and Whitney's test that neither of two independent samples tends to be larger (1947). Exact without ties and up
 * to 30 x 30; else the normal approximation, corrected for ties and continuity (Hollander, Wolfe and Chicken 2014,
 * section 4.1). The two-sided p is twice the smaller tail, at most 1.
 * @throws RangeError for an empty sample or a NaN
 */
export function mannWhitney(first: readonly number[], second: readonly number[]): MannWhitney {
  const values = [...first, ...second];
  const [n, m] = [first.length, second.length];
  if (n === 0 || m === 0 || values.some(Number.isNaN)) {
    throw new RangeError(`expected two samples of numbers, got ${n} and ${m} values`);
  }
  const { ranks, ties } = rank(values);
  const rankSum = ranks.subarray(n).reduce((sum, one) => sum + one, 0);
  const u = rankSum - (m * (m + 1)) / 2;
  if (ties.length === 0 && n * m <= MOST_PAIRS_COUNTED) {
    return { u, p: Math.min(1, 2 * (lowerTails(n, m)[Math.min(u, n * m - u)] ?? 1)), method: 'exact' };
  }
  const tied = ties.reduce((sum, t) => sum + (t ** 3 - t), 0);
  const variance = ((n * m) / 12) * (n + m + 1 - tied / ((n + m) * (n + m - 1)));
  const distance = Math.max(0, Math.abs(u - (n * m) / 2) - 0.5);
  // All values equal: there is nothing to tell them apart by.
  const p = variance <= 0 ? 1 : Math.min(1, 2 * normalCdf(-distance / Math.sqrt(variance)));
  return { u, p, method: 'normal' };
}

/** The least two-sided p that samples of these sizes can have: 2 over the number of ways to choose one of them. */
export function leastMannWhitneyP(n: number, m: number): number {
  return Math.min(1, 2 * Math.exp(-logChoose(n + m, n)));
}

/**
 * The largest U for which the two-sided p is below `alpha`, by the method that `mannWhitney` takes without ties; -1 where
 * none is.
 */
export function criticalU(n: number, m: number, alpha: number): number {
  if (n * m > MOST_PAIRS_COUNTED) {
    const deviation = Math.sqrt((n * m * (n + m + 1)) / 12);
    return Math.max(-1, Math.ceil((n * m) / 2 - 0.5 + normalQuantile(alpha / 2) * deviation) - 1);
  }
  const enough = lowerTails(n, m).findIndex((tail) => 2 * tail >= alpha);
  return enough < 0 ? n * m : enough - 1;
}

/** Cells of a suite mostly have as many rounds, and counting takes longer than all else that is done with them. */
const counted = new Map<string, Float64Array>();

/** The probability of each U or a lesser one. */
function lowerTails(n: number, m: number): Float64Array {
  const sizes = `${n} ${m}`;
  const known = counted.get(sizes);
  if (known !== undefined) return known;
  let sum = 0;
  const tails = rankSumProbabilities(n, m).map((probability) => (sum += probability));
  counted.set(sizes, tails);
  return tails;
}
