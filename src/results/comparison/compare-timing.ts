import { hodgesLehmann } from '../../stats/hodges-lehmann.js';
import { madOutliers } from '../../stats/mad-outliers.js';
import { mannWhitney } from '../../stats/mann-whitney.js';
import { minimumDetectableEffect } from '../../stats/minimum-detectable-effect.js';
import { median } from '../../stats/quantile.js';
import { ratioOfMedians } from '../../stats/ratio-of-medians.js';
import type { TimingComparison } from './comparison.js';
import type { ComparisonRules } from './rules.js';

/** Times of a cell on both sides, before what Holm makes of p is known. */
export type UnadjustedTiming = Omit<TimingComparison, 'pHolm'>;

/**
 * Holds the rounds of two sides against each other.
 * @param cells how many cells are judged together: the smallest effect is that of a cell that changed alone, which Holm
 * tests at alpha / cells; and what is below the calibrated floor is not seen either
 */
export function compareTiming(
  baseMs: readonly number[],
  headMs: readonly number[],
  { threshold, floor, alpha, resamples, seed }: ComparisonRules,
  cells: number,
): UnadjustedTiming {
  const { ratio, interval } = ratioOfMedians(baseMs, headMs, { confidence: 1 - alpha, resamples, seed });
  const shift = hodgesLehmann(baseMs, headMs, 1 - alpha);
  const effect = minimumDetectableEffect(baseMs, headMs, { alpha: alpha / cells, seed });
  return {
    rounds: { base: baseMs.length, head: headMs.length },
    medianMs: { base: median(baseMs), head: median(headMs) },
    ratio,
    ratioInterval: interval,
    p: mannWhitney(baseMs, headMs).p,
    hodgesLehmannMs: shift,
    smallestEffect: effect === Number.POSITIVE_INFINITY ? null : Math.max(effect, floor),
    limit: Math.max(threshold, floor),
    outliers: { base: outliersIn(baseMs), head: outliersIn(headMs) },
  };
}

function outliersIn(ms: readonly number[]): number {
  return madOutliers(ms).filter(Boolean).length;
}
