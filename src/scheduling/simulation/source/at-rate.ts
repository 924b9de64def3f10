import type { Arrivals } from '../../../load/arrivals/arrivals.js';
import { expectedCount, profileMs } from '../../../load/arrivals/rate-profile.js';

/**
 * The same arrivals at another rate on average: a course of rates keeps its shape and how long it lasts, a trace is told
 * slower or faster.
 */
export function atRate(arrivals: Arrivals, perSecond: number): Arrivals {
  const factor = perSecond / meanPerSecond(arrivals);
  if (arrivals.kind === 'trace') return { kind: 'trace', timesMs: arrivals.timesMs.map((ms) => ms / factor) };
  const segments = arrivals.segments.map(({ fromPerSecond, toPerSecond, durationMs }) => ({
    fromPerSecond: fromPerSecond * factor,
    toPerSecond: toPerSecond * factor,
    durationMs,
  }));
  return { ...arrivals, segments };
}

/** Arrivals that are expected. */
export function expectedArrivals(arrivals: Arrivals): number {
  return arrivals.kind === 'trace' ? arrivals.timesMs.length : expectedCount(arrivals.segments);
}

/** From the start to the end of the course, or to the last arrival of the trace. */
export function durationMs(arrivals: Arrivals): number {
  return arrivals.kind === 'trace' ? (arrivals.timesMs.at(-1) ?? 0) : profileMs(arrivals.segments);
}

function meanPerSecond(arrivals: Arrivals): number {
  return expectedArrivals(arrivals) / (durationMs(arrivals) / 1000);
}
