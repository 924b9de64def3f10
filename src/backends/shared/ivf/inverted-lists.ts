import type { IndexBuild, IndexShape } from '../../backend.js';

export type IvfBuild = Extract<IndexBuild, { readonly kind: 'ivf' }>;

/** The rows that are nearer to one centroid than to any other, one after another. */
export interface InvertedList {
  /** Numbers of the rows in the source, ascending. */
  readonly ids: Int32Array;
  /** Row-major `ids.length * d`. */
  readonly vectors: Float32Array;
}

/** An inverted file (Sivic and Zisserman 2003, for vectors Jégou, Douze and Schmid 2011) that keeps its rows whole. */
export interface InvertedLists extends IndexShape {
  readonly build: IvfBuild;
  /** Row-major `nlist * d`. */
  readonly centroids: Float32Array;
  /** One for each centroid; some may be empty. */
  readonly lists: readonly InvertedList[];
}
