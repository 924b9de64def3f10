import type { LatencyProfile } from './policy.js';

/**
 * How long a request waits before its batch begins, at worst, in batches. A GPU that minds only itself may have begun one
 * just before. Of `gpus` that take turns, evenly staggered, one begins every `1 / gpus` of a batch.
 */
export type Coordination = 'uncoordinated' | 'staggered';

export function worstWait(coordination: Coordination, gpus: number): number {
  return coordination === 'staggered' ? 1 / gpus : 1;
}

/**
 * The largest batch whose wait and work fit the target, `(1 + wait) l(b) <= SLO`, of those that were measured; 0 where not
 * even one request does. For l(b) = alpha b + beta it is floor((SLO / (1 + wait) - beta) / alpha), the batching equations
 * of Symphony (arXiv 2308.07470).
 */
export function largestBatch(latency: LatencyProfile, sloMs: number, wait: number): number {
  let low = 0;
  let high = latency.maxBatch;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((1 + wait) * latency.ms(middle) <= sloMs) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Requests a second of `gpus` that run batches of this size without a pause: N b / l(b). */
export function throughputPerSecond(
  latency: Pick<LatencyProfile, 'ms'>,
  batch: number,
  gpus: number,
): number {
  return batch === 0 ? 0 : (1000 * gpus * batch) / latency.ms(batch);
}
