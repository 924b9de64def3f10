import type { Metric } from '../../backends/backend.js';
import type { Source } from '../sources/source.js';

/** A file of the catalogue as it lies in the cache, uncompressed. */
export interface CatalogueFile {
  readonly name: string;
  readonly bytes: number;
  /** Of the uncompressed content, in hexadecimal: whatever source it came from, the bytes are these. */
  readonly sha256: string;
  readonly rows: number;
}

/** A published set of vectors of unsigned bytes in IDX files: a base to search and queries to search for. */
export interface CatalogueEntry {
  readonly name: string;
  readonly summary: string;
  readonly licence: string;
  readonly d: number;
  /** The metric its results are usually published for. */
  readonly metric: Metric;
  readonly base: CatalogueFile;
  readonly queries: CatalogueFile;
  /** Where its files can be had, the best first. */
  readonly sources: readonly Source[];
}
