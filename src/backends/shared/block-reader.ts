import type { Rows, Timeline, VectorSource } from '../backend.js';
import { checkFinite } from './checked-rows.js';

/** One block of a source, in host memory. */
export interface HostBlock extends Rows {
  /** Number of its first row in the source. */
  readonly start: number;
}

export interface BlockReaderOptions {
  readonly blockRows: number;
  /** Number of the source's first row, where the source is itself a part of another. */
  readonly firstRow?: number;
  readonly timeline: Timeline;
  allocate(length: number): Float32Array;
}

/**
 * Reads a source block by block through two buffers: while the caller computes on one block the next is being read.
 * A block is valid until the next is asked for. Time spent waiting for a read counts as `wait`; the part of a read
 * that the computation hides shows only in what the timeline says of `reading`.
 */
export async function* readBlocks(
  source: VectorSource,
  options: BlockReaderOptions,
): AsyncGenerator<HostBlock> {
  const { n, d } = source;
  const { blockRows, firstRow = 0, timeline } = options;
  const rows = Math.min(blockRows, n);
  const buffers =
    n > rows ? [options.allocate(rows * d), options.allocate(rows * d)] : [options.allocate(rows * d)];
  const begin = (index: number): Promise<HostBlock> | undefined => {
    const start = index * rows;
    const buffer = buffers[index % buffers.length];
    if (start >= n || buffer === undefined) return undefined;
    const count = Math.min(rows, n - start);
    const data = buffer.subarray(0, count * d);
    const reading = timeline
      .reading(() => source.read(start, count, data))
      .then(() => ({ start: firstRow + start, n: count, d, data }));
    // Whoever awaits it gets the failure; until then it must not count as unhandled.
    reading.catch(() => {});
    return reading;
  };
  let next = begin(0);
  for (let index = 1; next !== undefined; index++) {
    const reading = next;
    const block = await timeline.time('wait', () => reading);
    next = begin(index);
    timeline.time('load', () => checkFinite(block, block.start));
    yield block;
  }
}
