import { UsageError } from '../../errors.js';
import type { LatencyProfile } from '../policy.js';

/** A measured batch size. */
export interface ProfilePoint {
  readonly batch: number;
  readonly ms: number;
}

/**
 * Measured latencies, on straight lines between the batch sizes that were measured and as long as the first below them.
 * Where noise made a larger batch look quicker than a smaller one, it takes as long as the smaller one.
 * @throws UsageError without a point, or where one is not a batch size of at least 1 with a positive latency
 */
export function tableProfile(points: readonly ProfilePoint[]): LatencyProfile {
  const sorted = [...points].sort((one, other) => one.batch - other.batch);
  const wrong = sorted.find(
    ({ batch, ms }) => !(Number.isInteger(batch) && batch >= 1 && ms > 0 && ms < 1e9),
  );
  const last = sorted.at(-1);
  if (wrong !== undefined || last === undefined) {
    const got = wrong === undefined ? 'no point' : `batch ${wrong.batch} of ${wrong.ms} ms`;
    throw new UsageError(`expected a profile of batch sizes from 1 with latencies above 0 ms; got ${got}`);
  }
  const ms = new Float64Array(last.batch + 1);
  let from: ProfilePoint = { batch: 0, ms: sorted[0]?.ms ?? 0 };
  for (const point of sorted) {
    const to = Math.max(point.ms, from.ms);
    for (let batch = from.batch + 1; batch <= point.batch; batch++) {
      ms[batch] = from.ms + ((to - from.ms) * (batch - from.batch)) / (point.batch - from.batch);
    }
    from = { batch: point.batch, ms: to };
  }
  return { maxBatch: last.batch, ms: (batch) => ms[batch] ?? Number.POSITIVE_INFINITY };
}
