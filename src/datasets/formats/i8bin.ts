import { bigAnnHead, openBigAnn } from './big-ann.js';
import { narrow } from './narrow.js';
import type { VectorFormat } from './vector-format.js';
import { writeBlocks } from './write-blocks.js';

/** big-ann-benchmarks `.i8bin`: rows and dimension as u32, then signed bytes. */
export const format: VectorFormat = {
  open: (path) => openBigAnn(path, 'i8bin', 'i1'),
  write: (path, source) =>
    writeBlocks(path, source, {
      head: bigAnnHead,
      block: (rows, d, firstRow) => {
        const { buffer, byteOffset, byteLength } = narrow('i1', rows, d, firstRow, 'i8bin');
        return new Uint8Array(buffer, byteOffset, byteLength);
      },
    }),
};
