import { open } from 'node:fs/promises';
import type { VectorSource } from '../../backends/backend.js';

const BLOCK_BYTES = 4 * 2 ** 20;

/** How a format that is written front to back looks in bytes. */
export interface VectorEncoder {
  head(n: number, d: number): Uint8Array;
  /** @param rows whole rows of `d` numbers, the first of them row `firstRow` of the file */
  block(rows: Float32Array, d: number, firstRow: number): Uint8Array;
}

/** Rows of `source` in order, a few megabytes at a time. The block is only good until the next. */
export async function* blocksOf(
  source: VectorSource,
): AsyncGenerator<{ readonly firstRow: number; readonly rows: Float32Array }> {
  const { n, d } = source;
  const step = Math.max(1, Math.min(n, Math.floor(BLOCK_BYTES / (4 * d))));
  const block = new Float32Array(step * d);
  for (let firstRow = 0; firstRow < n; firstRow += step) {
    const count = Math.min(step, n - firstRow);
    const rows = block.subarray(0, count * d);
    await source.read(firstRow, count, rows);
    yield { firstRow, rows };
  }
}

/** Encodes a source into a new file. */
export async function writeBlocks(path: string, source: VectorSource, encoder: VectorEncoder): Promise<void> {
  const handle = await open(path, 'wx');
  try {
    await handle.writeFile(encoder.head(source.n, source.d));
    for await (const { firstRow, rows } of blocksOf(source)) {
      await handle.writeFile(encoder.block(rows, source.d, firstRow));
    }
  } finally {
    await handle.close();
  }
}
