import { bigAnnHead, openBigAnn } from './big-ann.js';
import type { VectorFormat } from './vector-format.js';
import { writeBlocks } from './write-blocks.js';

/** big-ann-benchmarks `.fbin`: rows and dimension as u32, then float32. */
export const format: VectorFormat = {
  open: (path) => openBigAnn(path, 'fbin', 'f4'),
  write: (path, source) =>
    writeBlocks(path, source, {
      head: bigAnnHead,
      block: (rows) => new Uint8Array(rows.buffer, rows.byteOffset, rows.byteLength),
    }),
};
