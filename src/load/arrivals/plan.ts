import { UsageError } from '../../errors.js';
import { type Arrivals, type Gaps, steadyArrivals } from './arrivals.js';
import { gapSequence } from './gaps.js';
import { expectedCount, profileMs, timesOfCounts } from './rate-profile.js';

/** When every request of a run is meant to leave. */
export interface ArrivalPlan {
  /** Milliseconds from the start, ascending, warm-up first. */
  readonly timesMs: Float64Array;
  /** The first so many are warm-up, sent like the others and left out of what is told. */
  readonly warmupCount: number;
  readonly warmupMs: number;
  /** How long the measured part lasts. */
  readonly measuredMs: number;
}

export interface PlanLimits {
  readonly warmupMs: number;
  /** Arrivals that are measured, at most. */
  readonly mostRequests?: number | undefined;
}

/** Some seventy bytes each once answered, in two processes: more would crowd the host that is measured. */
const MOST_REQUESTS = 5_000_000;

/**
 * Plans a run. The warm-up comes before the measured arrivals at the rate they begin with, and does not shift their draws:
 * with and without one, the measured part is the same.
 * @throws UsageError when the plan is empty or has more requests than fit
 */
export function planArrivals(arrivals: Arrivals, { warmupMs, mostRequests }: PlanLimits): ArrivalPlan {
  const measured = timesOf(arrivals, mostRequests);
  if (measured.length === 0) {
    throw new UsageError('expected a load with at least one request; raise --rps or --duration');
  }
  const warmup = warmupMs > 0 ? warmupTimes(arrivals, measured, warmupMs) : new Float64Array();
  const timesMs = new Float64Array(warmup.length + measured.length);
  timesMs.set(warmup);
  for (const [i, time] of measured.entries()) timesMs[warmup.length + i] = warmupMs + time;
  const measuredMs = measuredDuration(arrivals, measured, mostRequests);
  return { timesMs, warmupCount: warmup.length, warmupMs, measuredMs };
}

function timesOf(arrivals: Arrivals, most = Number.POSITIVE_INFINITY): Float64Array {
  if (arrivals.kind === 'trace') return arrivals.timesMs.subarray(0, Math.min(most, arrivals.timesMs.length));
  if (Math.min(most, expectedCount(arrivals.segments)) > MOST_REQUESTS) {
    throw new UsageError(`expected a load of at most ${MOST_REQUESTS} requests; lower --rps or --duration`);
  }
  const gaps = gapSequence(arrivals.gaps);
  const timeOf = timesOfCounts(arrivals.segments);
  const times: number[] = [];
  let count = gaps.startsAtOnce ? 0 : gaps.next();
  for (let time = timeOf(count); time !== undefined; time = timeOf(count)) {
    times.push(time);
    if (times.length === most) break;
    count += gaps.next();
  }
  return Float64Array.from(times);
}

function warmupTimes(arrivals: Arrivals, measured: Float64Array, warmupMs: number): Float64Array {
  if (arrivals.kind === 'trace') {
    const spanMs = measured.at(-1) ?? 0;
    const perSecond = spanMs > 0 ? measured.length / (spanMs / 1000) : 1;
    return timesOf(steadyArrivals({ kind: 'constant' }, perSecond, warmupMs));
  }
  const first = arrivals.segments[0]?.fromPerSecond ?? 0;
  return first > 0 ? timesOf(steadyArrivals(warmupGaps(arrivals.gaps), first, warmupMs)) : new Float64Array();
}

/** Draws of their own, so that the measured ones are not repeated before they come. */
function warmupGaps(gaps: Gaps): Gaps {
  if (gaps.kind === 'python') return { kind: 'constant' };
  return gaps.kind === 'constant' ? gaps : { ...gaps, seed: gaps.seed + 1 };
}

function measuredDuration(arrivals: Arrivals, measured: Float64Array, most: number | undefined): number {
  const isCut = most !== undefined && measured.length === most;
  if (arrivals.kind === 'rates' && !isCut) return profileMs(arrivals.segments);
  const last = measured.at(-1) ?? 0;
  // A mean gap after the last arrival belongs to it, as it does to every other.
  return measured.length > 1 ? (last * measured.length) / (measured.length - 1) : Math.max(last, 1);
}
