import { narrow } from './narrow.js';
import { openTexmex } from './texmex.js';
import type { VectorFormat } from './vector-format.js';
import { writeBlocks } from './write-blocks.js';

/** Rows of integers, each with its length before it. */
export function encodeIvecs(numbers: Int32Array, d: number): Uint8Array {
  const words = new Int32Array((numbers.length / d) * (d + 1));
  for (let row = 0, at = 0; at < words.length; row += d, at += d + 1) {
    words[at] = d;
    words.set(numbers.subarray(row, row + d), at + 1);
  }
  return new Uint8Array(words.buffer);
}

/** TEXMEX `.ivecs`: per row its dimension, then 32-bit integers. Mostly ids of true neighbours: see `ids-file.ts`. */
export const format: VectorFormat = {
  open: (path) => openTexmex(path, 'ivecs', 'i4'),
  write: (path, source) =>
    writeBlocks(path, source, {
      head: () => new Uint8Array(0),
      block: (rows, d, firstRow) => encodeIvecs(narrow('i4', rows, d, firstRow, 'ivecs'), d),
    }),
};
