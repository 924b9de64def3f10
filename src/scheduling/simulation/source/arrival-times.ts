import type { Arrivals } from '../../../load/arrivals/arrivals.js';
import { gapSequence } from '../../../load/arrivals/gaps.js';
import { timesOfCounts } from '../../../load/arrivals/rate-profile.js';

/** Milliseconds of every arrival, drawn one at a time; the same that the load generator would send at. */
export function* arrivalTimes(arrivals: Arrivals): Generator<number> {
  if (arrivals.kind === 'trace') {
    yield* arrivals.timesMs;
    return;
  }
  const gaps = gapSequence(arrivals.gaps);
  const timeOf = timesOfCounts(arrivals.segments);
  let count = gaps.startsAtOnce ? 0 : gaps.next();
  for (let timeMs = timeOf(count); timeMs !== undefined; timeMs = timeOf(count)) {
    yield timeMs;
    count += gaps.next();
  }
}
