import type { Metric, Timeline } from '../../backend.js';
import type { BlockKernels } from '../block-kernels.js';
import type { InvertedList } from './inverted-lists.js';
import type { ListRows } from './kernels/offer-candidates.js';

/** Part of a list in host memory and, beside it, in the engine's. */
export interface ListBlock<Block> extends ListRows {
  readonly block: Block;
  /** Rows of `block` past those of the list. */
  readonly padding: number;
}

/** Below this an engine that compiles for each shape gains nothing from fewer rows. */
const SMALLEST_PADDED_ROWS = 64;

/** Gives an engine the rows of a list, in as many blocks as it needs; of an empty one, in none. */
export async function uploadList<Block>(
  kernels: BlockKernels<Block>,
  timeline: Timeline,
  { ids, vectors }: InvertedList,
  d: number,
  metric: Metric,
): Promise<ListBlock<Block>[]> {
  const most = kernels.maxBlockRows(d);
  const blocks: ListBlock<Block>[] = [];
  for (let start = 0; start < ids.length; start += most) {
    const end = Math.min(ids.length, start + most);
    const data = vectors.subarray(start * d, end * d);
    const n = kernels.compilesByShape ? Math.min(most, paddedRows(end - start)) : end - start;
    const rows = { n, d, data: padded(kernels, data, n, d) };
    const block = await timeline.time('load', () => kernels.upload(rows, metric));
    blocks.push({ ids: ids.subarray(start, end), vectors: data, block, padding: n - (end - start) });
  }
  return blocks;
}

/** The next of 64, 96, 128, 192, 256 and so on: few sizes, and never half as much again. */
function paddedRows(rows: number): number {
  let size = SMALLEST_PADDED_ROWS;
  while (size < rows) size *= 2;
  const between = (size / 4) * 3;
  return size > SMALLEST_PADDED_ROWS && rows <= between ? between : size;
}

/** The rows, followed by copies of the last one. */
function padded<Block>(kernels: BlockKernels<Block>, data: Float32Array, n: number, d: number): Float32Array {
  if (data.length === n * d) return data;
  const filled = kernels.allocate(n * d);
  filled.set(data);
  for (let at = data.length; at < n * d; at += d) filled.copyWithin(at, data.length - d, data.length);
  return filled;
}
