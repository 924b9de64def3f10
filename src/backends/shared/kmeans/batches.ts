import type { Rows } from '../../backend.js';
import type { BlockedRows } from '../blocked-rows.js';

/** Consecutive rows of a set. */
export interface Batch extends Rows {
  /** Number of its first row. */
  readonly start: number;
}

/**
 * Goes over all rows once, `batchRows` at a time whatever the size of the blocks they come in. Each batch is valid
 * until the next is asked for.
 */
export async function* batchesOf<Block>(rows: BlockedRows<Block>, batchRows: number): AsyncGenerator<Batch> {
  const { n, d, kernels, timeline } = rows;
  const buffer = kernels.allocate(batchRows * d);
  let filled = 0;
  for await (const host of rows.hosts()) {
    for (let at = 0; at < host.n; ) {
      const count = Math.min(batchRows - filled, host.n - at);
      const from = at;
      timeline.time('compute', () =>
        buffer.set(host.data.subarray(from * d, (from + count) * d), filled * d),
      );
      filled += count;
      at += count;
      const end = host.start + at;
      if (filled < batchRows && end < n) continue;
      yield { start: end - filled, n: filled, d, data: buffer.subarray(0, filled * d) };
      filled = 0;
    }
  }
}
