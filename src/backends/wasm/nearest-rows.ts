import type { Rows } from '../backend.js';
import type { Candidates } from '../shared/block-kernels.js';
import type { WasmBlock } from './block.js';
import type { Crew } from './crew.js';
import { exactHeaps, keyHeaps } from './heaps.js';
import { rowsOf } from './job.js';
import { type WorkingMemory, withWorkingMemory } from './memory/working-memory.js';
import { packedQueries, queriesPerBatch, wholeGroups } from './packed-queries.js';
import { rescan } from './rescan.js';

/**
 * The k nearest rows of each query by float64 distance, k at most the block's rows. A scan in float32 keeps some rows
 * more than k; where those ranked in float64 are nearer than any other can be, however float32 erred, they are the
 * answer, and else the query is scanned again for all rows that might be.
 * @param batchBytes of working memory for as many queries as are taken at once
 */
export async function nearestRows(
  crew: Crew,
  block: WasmBlock,
  queries: Rows,
  k: number,
  batchBytes: number,
): Promise<Candidates> {
  const { n, d } = block;
  const capacity = Math.min(n, k + spare(k));
  const batch = queriesPerBatch(8 * d + crew.threads * (8 * capacity + 12 * k + 16) + 12 * k, batchBytes);
  const ids = new Int32Array(queries.n * k);
  for (let first = 0; first < queries.n; first += batch) {
    const count = Math.min(batch, queries.n - first);
    await withWorkingMemory(crew.bank, block.held.arena, async (memory) => {
      ids.set(await nearestOfBatch(crew, memory, block, queries, first, count, k, capacity), first * k);
    });
  }
  return { width: k, ids };
}

/** Rows kept beyond k: enough that float32 rounding seldom reaches past them, few enough to rank them all. */
function spare(k: number): number {
  return 6 + Math.min(64, k >> 2);
}

async function nearestOfBatch(
  crew: Crew,
  memory: WorkingMemory,
  block: WasmBlock,
  queries: Rows,
  first: number,
  count: number,
  k: number,
  capacity: number,
): Promise<Int32Array> {
  const { n, d, longest, shortest } = block;
  const { arena } = memory;
  const rows = rowsOf(block, crew.threads);
  const packed = packedQueries(crew, memory, queries, first, count);
  const heaps = keyHeaps(memory, count, capacity, crew.threads);
  await crew.run({ ...rows, ...packed, kind: 'nearest', heaps }, n * d * count);
  const ranked = exactHeaps(memory, count, k, 1);
  const certain = memory.take4(count);
  const limits = memory.take4(wholeGroups(count));
  const workers = crew.threads;
  const settle = { ...rows, ...packed, longest, shortest, workers, heaps, ranked, certain, limits };
  await crew.run({ ...settle, kind: 'settle' }, 4 * count * capacity * d * workers);
  const ids = arena.ints(ranked.ids, count * k).slice();
  const isCertain = arena.ints(certain, count);
  const doubtful = Array.from(isCertain.keys()).filter((query) => isCertain[query] === 0);
  if (doubtful.length > 0) {
    const again = await rescan(crew, memory, block, packed.queries, arena.floats(limits, count), doubtful, k);
    for (const [i, query] of doubtful.entries()) ids.set(again.subarray(i * k, (i + 1) * k), query * k);
  }
  return ids;
}
