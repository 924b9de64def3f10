import { isMedianKnown } from '../stats/anytime-valid.js';
import { bootstrapMedian } from '../stats/bootstrap.js';
import { median } from '../stats/quantile.js';

/** When a cell has been measured enough. */
export type StoppingRule =
  | { readonly kind: 'rounds'; readonly rounds: number }
  | {
      readonly kind: 'tight';
      /** Half the interval's width as a share of the median, at which the median is known well enough. */
      readonly halfWidth: number;
      /** Milliseconds of measuring after which a cell stops, however wide its interval. */
      readonly timeMs: number;
      /**
       * `bootstrap`: the interval of the rounds so far, looked at after each, and so a little narrower than it says where
       * it ends the cell. `anytime`: one that holds however often it is looked at; it takes more rounds.
       */
      readonly by: 'bootstrap' | 'anytime';
    };

/** Fewer rounds have no interval worth the name; a slow cell stops here once its time is up. */
const FEWEST_ROUNDS = 3;
/** An interval of fewer rounds can look tight by luck. */
const FEWEST_FOR_TIGHT = 6;
const MOST_ROUNDS = { bootstrap: 100, anytime: 1000 } as const;

/** @param timesMs the cell's rounds so far */
export function isMeasuredEnough(timesMs: readonly number[], spentMs: number, rule: StoppingRule): boolean {
  if (rule.kind === 'rounds') return timesMs.length >= rule.rounds;
  if (timesMs.length < FEWEST_ROUNDS) return false;
  if (spentMs >= rule.timeMs || timesMs.length >= MOST_ROUNDS[rule.by]) return true;
  if (timesMs.length < FEWEST_FOR_TIGHT) return false;
  if (rule.by === 'anytime') return isMedianKnown(timesMs, rule.halfWidth);
  const { low, high } = bootstrapMedian(timesMs);
  return (high - low) / 2 <= rule.halfWidth * median(timesMs);
}
