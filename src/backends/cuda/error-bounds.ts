import type { Metric } from '../backend.js';

const UNIT_ROUNDOFF = 2 ** -24;
/** Half of float32's smallest number: what a product may lose that underflows. */
const UNDERFLOW = 2 ** -150;
/** Room for norms that are themselves rounded to float32. */
const ROUNDED_NORM = 1 + 2 ** -20;
/** Within these lengths no product, square or inverse overflows float32, nor does an inverse lose its precision. */
const SHORTEST = 1e-18;
const LONGEST = 1e18;

/** Euclidean lengths of the longest row and of the shortest that is not zero. */
export interface Extremes {
  readonly longest: number;
  readonly shortest: number;
}

/** A key lies off its true value by at most `absolute + relative * |key|`. */
export interface KeyError {
  readonly absolute: number;
  readonly relative: number;
}

/**
 * Bound on the error of float32 keys for a query of Euclidean length `length`. A sum of d fused products errs by at most
 * d u / (1 - d u) times the sum of their sizes, in whatever order it is made (Higham 2002, section 3.1), which for an
 * inner product is at most |x||y|.
 * @param form `product` for tiles of inner products, `scan` for one query, which of l2 takes direct differences
 */
export function keyError(
  metric: Metric,
  form: 'product' | 'scan',
  d: number,
  length: number,
  extremes: Extremes,
): KeyError {
  // The few operations around a sum count as terms of it.
  const terms = (d + 12) * UNIT_ROUNDOFF;
  if (terms >= 0.5) return { absolute: Number.POSITIVE_INFINITY, relative: 0 };
  const gamma = terms / (1 - terms);
  const lost = 4 * d * UNDERFLOW;
  if (metric === 'l1' || (metric === 'l2' && form === 'scan')) return { absolute: lost, relative: 2 * gamma };
  const longest = extremes.longest * ROUNDED_NORM;
  const { shortest } = extremes;
  const fits = longest < LONGEST && length < LONGEST;
  switch (metric) {
    case 'dot':
      return { absolute: fits ? gamma * length * longest + lost : Number.POSITIVE_INFINITY, relative: 0 };
    case 'l2': {
      // The norm's rounding, and that of the one addition.
      const error = 2 * gamma * length * longest + 4 * UNIT_ROUNDOFF * (longest ** 2 + 2 * length * longest);
      return { absolute: fits ? error + 2 * lost : Number.POSITIVE_INFINITY, relative: 0 };
    }
    case 'cosine': {
      // Of a query of zeros, and of rows of zeros, all keys are exactly 0.
      if (length === 0 || longest === 0) return { absolute: 0, relative: 0 };
      const isLong = length > SHORTEST && shortest > SHORTEST;
      return { absolute: fits && isLong ? gamma + 8 * UNIT_ROUNDOFF : Number.POSITIVE_INFINITY, relative: 0 };
    }
  }
}
