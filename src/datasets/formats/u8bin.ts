import { bigAnnHead, openBigAnn } from './big-ann.js';
import { narrow } from './narrow.js';
import type { VectorFormat } from './vector-format.js';
import { writeBlocks } from './write-blocks.js';

/** big-ann-benchmarks `.u8bin`: rows and dimension as u32, then unsigned bytes. */
export const format: VectorFormat = {
  open: (path) => openBigAnn(path, 'u8bin', 'u1'),
  write: (path, source) =>
    writeBlocks(path, source, {
      head: bigAnnHead,
      block: (rows, d, firstRow) => narrow('u1', rows, d, firstRow, 'u8bin'),
    }),
};
