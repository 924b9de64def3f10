import type { Rows } from '../backend.js';
import type { Candidates } from '../shared/block-kernels.js';
import type { Copied, WasmBlock } from './block.js';
import type { Crew } from './crew.js';
import { exactHeaps } from './heaps.js';
import { rowsOf } from './job.js';
import { METRIC_NUMBERS, QUERY_TERM_BYTES, ROW_TERM_BYTES } from './kernel-exports.js';
import { type WorkingMemory, withWorkingMemory } from './memory/working-memory.js';
import { queriesPerBatch, wholeGroups } from './packed-queries.js';

/** For each pair of a query and a row, the lower end of its interval and an id. */
const PAIR_BYTES = 12;

/** Elements of a row's int8 copy: whole registers. */
export function copyLength(d: number): number {
  return Math.ceil(d / 16) * 16;
}

/** What a certified search takes beside each row: its copy and terms, and what a query needs for it. */
export function certifiedRowBytes(d: number): number {
  return copyLength(d) + ROW_TERM_BYTES + PAIR_BYTES;
}

/** Has the workers write the int8 copies of a block's rows. */
export function quantise(crew: Crew, block: WasmBlock, copied: Copied): Promise<void> {
  const { n, d } = block;
  return crew.run({ ...rowsOf(block, crew.threads), ...copied, kind: 'quantise' }, n * d);
}

/** The k nearest rows of each query by float64 distance, selected by the bounds in docs/certified.md. */
export async function certifiedRows(
  crew: Crew,
  block: WasmBlock,
  copied: Copied,
  queries: Rows,
  k: number,
  batchBytes: number,
): Promise<Candidates> {
  const { n, d } = block;
  const perQuery = PAIR_BYTES * n + 6 * copyLength(d) + QUERY_TERM_BYTES + (crew.threads + 1) * (12 * k + 4);
  const batch = queriesPerBatch(perQuery, batchBytes);
  const ids = new Int32Array(queries.n * k);
  let reranked = 0;
  for (let first = 0; first < queries.n; first += batch) {
    const count = Math.min(batch, queries.n - first);
    await withWorkingMemory(crew.bank, block.held.arena, async (memory) => {
      const part = queries.data.subarray(first * d, (first + count) * d);
      const found = await certifiedBatch(crew, memory, block, copied, part, count, k);
      ids.set(memory.arena.ints(found.ids, count * k), first * k);
      reranked += memory.arena.ints(found.measured, count).reduce((sum, pairs) => sum + pairs, 0);
    });
  }
  return { width: k, ids, reranked };
}

/** @returns addresses of the ids, and of how many rows were measured for each query */
async function certifiedBatch(
  crew: Crew,
  memory: WorkingMemory,
  block: WasmBlock,
  copied: Copied,
  data: Float32Array,
  count: number,
  k: number,
): Promise<{ readonly ids: number; readonly measured: number }> {
  const { n, d, metric } = block;
  const kernels = crew.kernelsOf(memory.arena);
  const wideBytes = 2 * copyLength(d);
  const at = memory.put(data);
  const wide = memory.take(wholeGroups(count) * wideBytes);
  const queryTerms = memory.take(count * QUERY_TERM_BYTES);
  for (let query = 0; query < count; query++) {
    const terms = queryTerms + query * QUERY_TERM_BYTES;
    kernels.quantiseQuery(METRIC_NUMBERS[metric], at + 4 * query * d, d, wide + query * wideBytes, terms);
  }
  const rows = rowsOf(block, crew.threads);
  const asked = {
    queries: at,
    queryCount: count,
    wide,
    queryTerms,
    lows: memory.take(8 * count * n),
    highs: exactHeaps(memory, count, k, crew.threads),
  };
  await crew.run({ ...rows, ...copied, ...asked, kind: 'bound' }, n * d * count);
  const [survivors, measured] = [memory.take4(count * n), memory.take4(count)];
  const ranked = exactHeaps(memory, count, k, 1);
  const workers = crew.threads;
  const job = { ...rows, ...asked, survivors, workers, ranked, measured };
  await crew.run({ ...job, kind: 'survivors' }, n * count);
  return { ids: ranked.ids, measured };
}
