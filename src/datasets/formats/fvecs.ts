import { encodeIvecs } from './ivecs.js';
import { openTexmex } from './texmex.js';
import type { VectorFormat } from './vector-format.js';
import { writeBlocks } from './write-blocks.js';

const block = (rows: Float32Array, d: number) =>
  encodeIvecs(new Int32Array(rows.buffer, rows.byteOffset, rows.length), d);

/** TEXMEX `.fvecs`: per row its dimension, then float32. */
export const format: VectorFormat = {
  open: (path) => openTexmex(path, 'fvecs', 'f4'),
  write: (path, source) => writeBlocks(path, source, { head: () => new Uint8Array(0), block }),
};
