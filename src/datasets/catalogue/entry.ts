import type { Metric } from '../../backends/backend.js';
import type { Deliver, Source } from '../sources/source.js';

/** A file that a source of the catalogue has, uncompressed. */
export interface PublishedFile {
  readonly name: string;
  readonly bytes: number;
  /** Of the uncompressed content, in hexadecimal: whatever source it came from, the bytes are these. */
  readonly sha256: string;
}

/** A file of the catalogue as it lies in the cache, uncompressed. */
export interface CatalogueFile extends PublishedFile {
  readonly rows: number;
}

/** How the files of the cache are made of published ones that no benchmark could read row by row. */
export interface Recipe {
  /** What the sources have. It is fetched first, checked, and removed when the files are made. */
  readonly published: readonly PublishedFile[];
  /** Delivers the base and then the queries. Equal published files make equal bytes on every platform. */
  make(tools: RecipeTools): Promise<void>;
}

export interface RecipeTools {
  /** Where a published file lies, by its name. */
  pathOf(published: string): string;
  readonly deliver: Deliver;
  /** To be called with the bytes of a published file that are read so far, for the progress. */
  onRead(published: string, bytes: number): void;
}

/** A published set of vectors: a base to search and queries to search for. */
export interface CatalogueEntry {
  readonly name: string;
  readonly summary: string;
  readonly licence: string;
  readonly d: number;
  /** The metric its results are usually published for. */
  readonly metric: Metric;
  /** What its files in the cache are: unsigned bytes in IDX, or numbers in NumPy's `.npy`. */
  readonly format: 'idx' | 'npy';
  readonly base: CatalogueFile;
  readonly queries: CatalogueFile;
  /** Where its files, or those of its recipe, can be had, the best first. */
  readonly sources: readonly Source[];
  /** Absent where the files are published as they are kept. */
  readonly recipe?: Recipe;
}
