import type { RateSegment } from './arrivals.js';

/** Requests that a segment expects. */
function expectedOf({ fromPerSecond, toPerSecond, durationMs }: RateSegment): number {
  return ((fromPerSecond + toPerSecond) / 2) * (durationMs / 1000);
}

/** Requests that all segments together expect. */
export function expectedCount(segments: readonly RateSegment[]): number {
  return segments.reduce((sum, segment) => sum + expectedOf(segment), 0);
}

/** Milliseconds of all segments together. */
export function profileMs(segments: readonly RateSegment[]): number {
  return segments.reduce((sum, { durationMs }) => sum + durationMs, 0);
}

/**
 * Turns counts into times: an arrival process of rate 1, stretched so that the expected count at every moment is that of
 * the rates (the time change of Poisson processes, which keeps what the gaps look like locally).
 * @returns of ever larger counts, milliseconds from the start, or undefined after the last segment
 */
export function timesOfCounts(segments: readonly RateSegment[]): (count: number) => number | undefined {
  let at = 0;
  let startMs = 0;
  let before = 0;
  return (count) => {
    for (;;) {
      const segment = segments[at];
      if (segment === undefined) return undefined;
      const expected = expectedOf(segment);
      if (count - before < expected) return startMs + timeWithin(segment, count - before);
      before += expected;
      startMs += segment.durationMs;
      at++;
    }
  };
}

/** The time t in milliseconds at which `from t + (to - from) t^2 / 2 duration` reaches `count`. */
function timeWithin({ fromPerSecond, toPerSecond, durationMs }: RateSegment, count: number): number {
  const from = fromPerSecond / 1000;
  const slope = (toPerSecond - fromPerSecond) / 1000 / durationMs;
  if (slope === 0) return count / from;
  // This form of the root does not cancel where the slope is small.
  const root = Math.sqrt(Math.max(0, from * from + 2 * slope * count));
  return from + root === 0 ? 0 : (2 * count) / (from + root);
}
