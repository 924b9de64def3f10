import type { WasmBlock } from './block.js';
import type { Crew } from './crew.js';
import { exactHeaps } from './heaps.js';
import { rowsOf } from './job.js';
import type { WorkingMemory } from './memory/working-memory.js';
import { packedQueries, wholeGroups } from './packed-queries.js';

/**
 * The k nearest rows of some queries of a batch, every row that its key does not rule out being measured in float64.
 * @param queries address of the batch's queries
 * @param limits keys of the batch's queries, up to which a row may be among the nearest
 */
export async function rescan(
  crew: Crew,
  memory: WorkingMemory,
  block: WasmBlock,
  queries: number,
  limits: Float32Array,
  doubtful: readonly number[],
  k: number,
): Promise<Int32Array> {
  const { n, d } = block;
  const { arena } = memory;
  const count = doubtful.length;
  const data = new Float32Array(count * d);
  for (const [i, query] of doubtful.entries()) data.set(arena.floats(queries + 4 * query * d, d), i * d);
  const packed = packedQueries(crew, memory, { d, data }, 0, count);
  const padded = wholeGroups(count);
  const someLimits = memory.take4(padded);
  const held = arena.floats(someLimits, padded).fill(Number.NEGATIVE_INFINITY);
  for (const [i, query] of doubtful.entries()) held[i] = limits[query] ?? Number.POSITIVE_INFINITY;
  const ranked = exactHeaps(memory, count, k, crew.threads);
  const job = { ...rowsOf(block, crew.threads), ...packed, limits: someLimits, ranked };
  await crew.run({ ...job, kind: 'rescan' }, n * d * count);
  const kernels = crew.kernelsOf(arena);
  for (let query = 0; query < count; query++) {
    kernels.mergeExact(
      ranked.values + 8 * query * k,
      ranked.valueStride,
      ranked.ids + 4 * query * k,
      ranked.idStride,
      ranked.sizes + 4 * query,
      ranked.sizeStride,
      crew.threads,
      k,
    );
  }
  return arena.ints(ranked.ids, count * k).slice();
}
