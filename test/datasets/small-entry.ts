import { createHash } from 'node:crypto';
import type { CatalogueEntry, CatalogueFile } from '../../src/datasets/catalogue/entry.js';
import type { Source } from '../../src/datasets/sources/source.js';
import { idxFile } from './idx-file.js';

/** Big enough to arrive in several pieces, and hard to compress so that halves of it differ. */
export const BASE = idxFile(
  [500, 28, 28],
  Uint8Array.from({ length: 500 * 784 }, (_, i) => Math.imul(i + 1, 0x9e3779b1) >>> 24),
);
export const QUERIES = idxFile([2, 28, 28], new Uint8Array(2 * 784).fill(7));

/** A catalogue entry of two small files with the sources given. */
export function smallEntry(sources: readonly Source[]): CatalogueEntry {
  return {
    name: 'small',
    summary: 'two files',
    licence: 'none needed',
    d: 784,
    metric: 'l2',
    format: 'idx',
    base: described('base-idx', BASE, 500),
    queries: described('queries-idx', QUERIES, 2),
    sources,
  };
}

function described(name: string, content: Buffer, rows: number): CatalogueFile {
  return { name, bytes: content.length, sha256: createHash('sha256').update(content).digest('hex'), rows };
}
