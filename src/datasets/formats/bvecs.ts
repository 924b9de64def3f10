import { narrow } from './narrow.js';
import { openTexmex } from './texmex.js';
import type { VectorFormat } from './vector-format.js';
import { writeBlocks } from './write-blocks.js';

function block(rows: Float32Array, d: number, firstRow: number): Uint8Array {
  const numbers = narrow('u1', rows, d, firstRow, 'bvecs');
  const bytes = Buffer.allocUnsafe((rows.length / d) * (d + 4));
  for (let row = 0, at = 0; at < bytes.length; row += d, at += d + 4) {
    bytes.writeInt32LE(d, at);
    bytes.set(numbers.subarray(row, row + d), at + 4);
  }
  return bytes;
}

/** TEXMEX `.bvecs`: per row its dimension as 32-bit integer, then unsigned bytes. */
export const format: VectorFormat = {
  open: (path) => openTexmex(path, 'bvecs', 'u1'),
  write: (path, source) => writeBlocks(path, source, { head: () => new Uint8Array(0), block }),
};
