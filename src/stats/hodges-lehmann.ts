import type { Interval } from './bootstrap.js';
import { criticalU } from './mann-whitney.js';
import { sortedQuantile } from './quantile.js';

export interface Shift {
  readonly shift: number;
  readonly interval: Interval;
}

/**
 * How much larger the second sample tends to be than the first: the median of all differences of pairs (Hodges and
 * Lehmann 1963). The interval holds the shifts that Mann and Whitney's test would not reject (Hollander, Wolfe and
 * Chicken 2014, section 4.3); of samples too small to reject any it is without bounds.
 * @throws RangeError for an empty sample
 */
export function hodgesLehmann(first: readonly number[], second: readonly number[], confidence = 0.95): Shift {
  if (first.length === 0 || second.length === 0) {
    throw new RangeError(`expected two samples, got ${first.length} and ${second.length} values`);
  }
  const differences = Float64Array.from(second.flatMap((b) => first.map((a) => b - a))).sort();
  const rejected = criticalU(first.length, second.length, 1 - confidence);
  const interval =
    rejected < 0
      ? { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY }
      : {
          low: differences[rejected] ?? Number.NaN,
          high: differences[differences.length - 1 - rejected] ?? Number.NaN,
        };
  return { shift: sortedQuantile(differences, 0.5), interval };
}
