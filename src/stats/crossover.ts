import type { Interval } from './bootstrap.js';
import { median } from './quantile.js';
import { seededUniform } from './random.js';

/** Rounds of the two that are compared, at one size. */
export interface SizedRounds {
  readonly size: number;
  readonly baseMs: readonly number[];
  readonly otherMs: readonly number[];
}

/**
 * The size from which the other is faster than the base, at it and at all larger ones measured. The interval's ends
 * are 0 where it reaches below the sizes measured and Infinity where it reaches beyond them; it is absent where a
 * size has fewer than two rounds.
 */
export type Crossover = {
  /** Least and largest size measured. */
  readonly from: number;
  readonly to: number;
  readonly interval?: Interval;
} & (
  | { readonly kind: 'always' }
  | { readonly kind: 'never' }
  | { readonly kind: 'at'; readonly size: number }
);

export interface CrossoverOptions {
  /** Probability that the interval should cover; 0.95 by default. */
  readonly confidence?: number;
  readonly resamples?: number;
  readonly seed?: number;
}

/**
 * Where the medians of two contenders cross, interpolated on log-log axes between the measured neighbours, on which
 * power laws are straight lines. The interval is the percentile bootstrap's (Efron and Tibshirani 1993, chapter 13):
 * the rounds of every size and side are drawn anew and the crossing found again.
 * @returns undefined with fewer than two sizes
 */
export function findCrossover(
  measured: readonly SizedRounds[],
  options: CrossoverOptions = {},
): Crossover | undefined {
  const rounds = [...measured].sort((a, b) => a.size - b.size);
  const [from, to] = [rounds[0]?.size, rounds.at(-1)?.size];
  if (from === undefined || to === undefined || rounds.length < 2) return undefined;
  const at = crossingOf(rounds, median);
  const range = { from, to, ...intervalOf(rounds, options) };
  if (at === 0) return { kind: 'always', ...range };
  return at === Number.POSITIVE_INFINITY ? { kind: 'never', ...range } : { kind: 'at', size: at, ...range };
}

/** 0 for always, Infinity for never. */
function crossingOf(rounds: readonly SizedRounds[], middle: (ms: readonly number[]) => number): number {
  let after: { logSize: number; logRatio: number } | undefined;
  for (const { size, baseMs, otherMs } of rounds.toReversed()) {
    const here = { logSize: Math.log(size), logRatio: Math.log(middle(otherMs) / middle(baseMs)) };
    if (!(here.logRatio < 0)) {
      if (after === undefined) return Number.POSITIVE_INFINITY;
      const share = here.logRatio / (here.logRatio - after.logRatio);
      return Math.exp(here.logSize + share * (after.logSize - here.logSize));
    }
    after = here;
  }
  return 0;
}

function intervalOf(rounds: readonly SizedRounds[], options: CrossoverOptions): { interval?: Interval } {
  const { confidence = 0.95, resamples = 2000, seed = 1 } = options;
  // Of one round every draw is the same, as if it were certain.
  if (rounds.some(({ baseMs, otherMs }) => Math.min(baseMs.length, otherMs.length) < 2)) return {};
  const uniform = seededUniform(seed);
  const medianOfDraw = (ms: readonly number[]) =>
    median(ms.map(() => ms[Math.floor(uniform() * ms.length)] ?? Number.NaN));
  const crossings = Float64Array.from({ length: resamples }, () => crossingOf(rounds, medianOfDraw)).sort();
  const tail = (1 - confidence) / 2;
  // Order statistics as they are: between a crossing and Infinity there is nothing to interpolate.
  const statistic = (p: number) => crossings[Math.round((resamples - 1) * p)] ?? Number.NaN;
  return { interval: { low: statistic(tail), high: statistic(1 - tail) } };
}
