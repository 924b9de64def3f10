import type { Centroids, Metric, VectorSource } from '../../backend.js';
import { ShapeError } from '../errors.js';
import { plusPlusRows } from './plus-plus-rows.js';
import { randomRows } from './random-rows.js';
import { RowPasses } from './row-passes.js';

export const KMEANS_INITS = ['kmeans++', 'random'] as const;

/** `random`: k different rows, all sets alike; `kmeans++`: each row likelier the farther it is from those before. */
export type KMeansInit = (typeof KMEANS_INITS)[number];

export interface StartOptions {
  readonly init: KMeansInit;
  readonly k: number;
  readonly metric: Metric;
  /** Numbers in [0, 1); the same numbers give the same start on every platform. */
  uniform(): number;
  /** Bytes of rows that may be kept between passes; beyond it they are read anew. 1 GiB by default. */
  readonly residentBytes?: number;
  /** Told how many centroids are chosen. */
  progress?(done: number): void;
}

/**
 * Numbers of the rows of a source to start K-Means from. The first rows of a longer start are those of a shorter one
 * made with the same numbers.
 * @throws ShapeError when k is larger than the source
 */
export async function startRows(source: VectorSource, options: StartOptions): Promise<number[]> {
  const { init, k } = options;
  if (k < 1 || k > source.n) throw new ShapeError(`expected between 1 and ${source.n} centroids, got ${k}`);
  if (init === 'random') return randomRows(source.n, k, options.uniform);
  return plusPlusRows(new RowPasses(source, options.residentBytes), options);
}

/** Some rows of a source as centroids. */
export async function centroidsAt(source: VectorSource, rows: readonly number[]): Promise<Centroids> {
  const { d } = source;
  const data = new Float64Array(rows.length * d);
  const row = new Float32Array(d);
  for (const [c, id] of rows.entries()) {
    await source.read(id, 1, row);
    data.set(row, c * d);
  }
  return { k: rows.length, d, data };
}
