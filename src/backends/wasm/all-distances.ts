import type { Rows } from '../backend.js';
import type { WasmBlock } from './block.js';
import type { Crew } from './crew.js';
import { rowsOf, taskRows } from './job.js';
import { METRIC_NUMBERS } from './kernel-exports.js';
import { measured } from './measured-rows.js';
import { withWorkingMemory } from './memory/working-memory.js';
import { packedQueries, queriesPerBatch } from './packed-queries.js';

/** Distances of every query to every row, row-major `queries * rows`. */
export async function allDistances(
  crew: Crew,
  block: WasmBlock,
  queries: Rows,
  batchBytes: number,
): Promise<Float32Array> {
  const { n, d, metric } = block;
  const all = new Float32Array(queries.n * n);
  const batch = queriesPerBatch(4 * n + 8 * d, batchBytes);
  for (let first = 0; first < queries.n; first += batch) {
    const count = Math.min(batch, queries.n - first);
    await withWorkingMemory(crew.bank, block.held.arena, async (memory) => {
      const packed = packedQueries(crew, memory, queries, first, count);
      const { biases: queryBiases, isSafe } = measured(crew, memory, metric, packed.queries, count, d, block);
      const out = memory.take4(count * n);
      const job = { ...rowsOf(block, crew.threads), ...packed, queryBiases, isSafe, out };
      await crew.run({ ...job, kind: 'distances' }, n * d * count);
      all.set(memory.arena.floats(out, count * n), first * n);
    });
  }
  return all;
}

/** The distance of each row of `x` to the same row of `y`. */
export async function rowDistances(
  crew: Crew,
  x: Rows,
  y: Rows,
  metric: WasmBlock['metric'],
  batchBytes: number,
): Promise<Float32Array> {
  const { n, d } = x;
  const all = new Float32Array(n);
  const most = Math.max(1, Math.floor(batchBytes / (8 * d)));
  for (let first = 0; first < n; first += most) {
    const count = Math.min(most, n - first);
    await withWorkingMemory(crew.bank, crew.bank.anyArena(), async (memory) => {
      const part = ({ data }: Rows) => memory.put(data.subarray(first * d, (first + count) * d));
      const [rows, others, out] = [part(x), part(y), memory.take4(count)];
      const job = { arena: memory.arena.index, metric: METRIC_NUMBERS[metric], rows, biases: 0, n: count, d };
      await crew.run(
        { ...job, kind: 'row distances', taskRows: taskRows(count, d, crew.threads), others, out },
        count * d,
      );
      all.set(memory.arena.floats(out, count), first);
    });
  }
  return all;
}
