/** How the gaps between arrivals are drawn, each sequence with mean 1 before the rate scales it. */
export type Gaps =
  | { readonly kind: 'constant' }
  | { readonly kind: 'poisson'; readonly seed: number }
  /** Gamma-distributed gaps: shape 1 is Poisson, below 1 burstier, above 1 more regular. */
  | { readonly kind: 'gamma'; readonly shape: number; readonly seed: number }
  /** As `random.seed(42)` and `random.expovariate(1)` of Python draw them, the first request at once. */
  | { readonly kind: 'python' };

/** A stretch of time over which the rate goes in a straight line from one value to another. */
export interface RateSegment {
  readonly fromPerSecond: number;
  readonly toPerSecond: number;
  readonly durationMs: number;
}

/** When requests arrive. */
export type Arrivals =
  | { readonly kind: 'rates'; readonly gaps: Gaps; readonly segments: readonly RateSegment[] }
  /** Recorded arrivals, in ascending milliseconds from the first. */
  | { readonly kind: 'trace'; readonly timesMs: Float64Array };

/** Of one rate that holds for `durationMs`. */
export function steadyArrivals(gaps: Gaps, perSecond: number, durationMs: number): Arrivals {
  const segments = [{ fromPerSecond: perSecond, toPerSecond: perSecond, durationMs }];
  return { kind: 'rates', gaps, segments };
}
