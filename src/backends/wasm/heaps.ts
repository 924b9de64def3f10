import type { ExactHeaps, KeyHeaps } from './job.js';
import type { WorkingMemory } from './memory/working-memory.js';
import { wholeGroups } from './packed-queries.js';

/** Empty heaps of keys for each worker. */
export function keyHeaps(
  memory: WorkingMemory,
  queries: number,
  capacity: number,
  workers: number,
): KeyHeaps {
  const padded = wholeGroups(queries);
  const heaps = {
    capacity,
    keys: memory.take4(workers * queries * capacity),
    ids: memory.take4(workers * queries * capacity),
    heapStride: 4 * queries * capacity,
    sizes: memory.take4(workers * queries),
    sizeStride: 4 * queries,
    thresholds: memory.take4(workers * padded),
    thresholdStride: 4 * padded,
  };
  memory.arena.ints(heaps.sizes, workers * queries).fill(0);
  // What fills up the last group takes nothing.
  const thresholds = memory.arena.floats(heaps.thresholds, workers * padded).fill(Number.NEGATIVE_INFINITY);
  for (let worker = 0; worker < workers; worker++) {
    thresholds.fill(Number.POSITIVE_INFINITY, worker * padded, worker * padded + queries);
  }
  return heaps;
}

/** Empty heaps of float64 distances for each worker. */
export function exactHeaps(memory: WorkingMemory, queries: number, k: number, workers: number): ExactHeaps {
  const heaps = {
    k,
    values: memory.take(8 * workers * queries * k),
    valueStride: 8 * queries * k,
    ids: memory.take4(workers * queries * k),
    idStride: 4 * queries * k,
    sizes: memory.take4(workers * queries),
    sizeStride: 4 * queries,
  };
  memory.arena.ints(heaps.sizes, workers * queries).fill(0);
  return heaps;
}
