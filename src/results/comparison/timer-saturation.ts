import { median } from '../../stats/quantile.js';
import type { TimerSaturation } from './comparison.js';

/** A reading is off by up to one grain, which may be a tenth of the difference that matters. */
const GRAINS_PER_LIMIT = 10;
/** Nobody minds less, whatever the limit. */
const LEAST_LIMIT = 0.001;
/** Below so many rounds equal ones can be luck. */
const FEWEST_FOR_REPEATS = 10;
const FEWEST_DISTINCT = 3;

/**
 * Whether the clock made the rounds rather than the work: a median of so few grains that one of them is more than a
 * tenth of the limit, or, as tinybench 6 has it, ten rounds and more of fewer than three different lengths. Rounds that
 * repeat short work and divide are finer than the clock, and only the latter can show them. A round of no time at all is the clock's too.
 * @param limit the share by which a median must differ to count
 */
export function timerSaturation(
  roundsMs: readonly number[],
  clockGrainMs: number,
  limit: number,
): TimerSaturation | undefined {
  const medianMs = median(roundsMs);
  const needsMs = (GRAINS_PER_LIMIT * clockGrainMs) / Math.max(limit, LEAST_LIMIT);
  if (medianMs < needsMs || roundsMs.includes(0)) return { kind: 'short', medianMs, needsMs };
  const distinct = new Set(roundsMs).size;
  return roundsMs.length >= FEWEST_FOR_REPEATS && distinct < FEWEST_DISTINCT
    ? { kind: 'repeats', distinct, rounds: roundsMs.length }
    : undefined;
}
