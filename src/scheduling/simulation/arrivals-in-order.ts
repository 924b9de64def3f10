import { UsageError } from '../../errors.js';
import type { Request } from '../policy.js';

/**
 * Draws arrivals one at a time.
 * @throws UsageError at one that comes before the one drawn last
 */
export function* arrivalsInOrder<R extends Request>(arrivals: Iterable<R>): Generator<R, undefined> {
  let lastMs = 0;
  for (const request of arrivals) {
    const { id, arrivalMs } = request;
    if (!(arrivalMs >= lastMs && arrivalMs < Number.POSITIVE_INFINITY)) {
      throw new UsageError(
        `expected arrivals in the order of time; got request ${id} at ${arrivalMs} ms after ${lastMs} ms`,
      );
    }
    lastMs = arrivalMs;
    yield request;
  }
  return undefined;
}
