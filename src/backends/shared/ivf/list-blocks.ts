import type { Metric, Timeline } from '../../backend.js';
import type { BlockKernels } from '../block-kernels.js';
import type { InvertedList } from './inverted-lists.js';
import type { ListRows } from './kernels/offer-candidates.js';

/** Part of a list in host memory and, beside it, in the engine's. */
export interface ListBlock<Block> extends ListRows {
  readonly block: Block;
}

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
    const block = await timeline.time('load', () => kernels.upload({ n: end - start, d, data }, metric));
    blocks.push({ ids: ids.subarray(start, end), vectors: data, block });
  }
  return blocks;
}
