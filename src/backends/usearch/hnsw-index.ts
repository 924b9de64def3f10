import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type {
  AnnIndex,
  IndexAnswer,
  IndexBuild,
  IndexSearch,
  IndexShape,
  OpenOptions,
  Rows,
} from '../backend.js';
import { checkQueries } from '../shared/checked-rows.js';
import { ShapeError } from '../shared/errors.js';
import { answerOf } from './answer.js';
import { NATIVE_METRICS } from './metrics.js';
import { loadUsearch, type NativeIndex } from './native.js';

export type HnswBuild = Extract<IndexBuild, { readonly kind: 'hnsw' }>;
export type HnswShape = IndexShape & { readonly build: HnswBuild };

export function createNative({ d, metric, build }: HnswShape, ef: number): NativeIndex {
  const { Index } = loadUsearch();
  return new Index({
    dimensions: d,
    metric: NATIVE_METRICS[metric]?.name ?? 'l2sq',
    quantization: 'f32',
    connectivity: build.m,
    expansion_add: build.efConstruction,
    expansion_search: ef,
    multi: false,
  });
}

/** A graph that was just built. */
export function builtGraph(native: NativeIndex, shape: HnswShape, options: OpenOptions): AnnIndex {
  return new HnswIndex(shape, options, { native, ef: shape.build.efConstruction }, undefined);
}

/** A graph in a file; it is read when it is first searched. */
export function openGraph(path: string, shape: HnswShape, options: OpenOptions): AnnIndex {
  return new HnswIndex(shape, options, undefined, path);
}

interface Searchable {
  readonly native: NativeIndex;
  readonly ef: number;
}

class HnswIndex implements AnnIndex {
  readonly reports = 'float32';
  readonly n: number;
  readonly d: number;
  readonly metric: IndexShape['metric'];
  readonly build: HnswBuild;
  #temporary: string | undefined;

  constructor(
    private readonly shape: HnswShape,
    private readonly options: OpenOptions,
    private current: Searchable | undefined,
    private path: string | undefined,
  ) {
    ({ n: this.n, d: this.d, metric: this.metric, build: this.build } = shape);
  }

  async search(queries: Rows, k: number, search: IndexSearch): Promise<IndexAnswer> {
    if (search.kind !== 'hnsw') throw new ShapeError(`expected ef to search hnsw with, got ${search.kind}`);
    const { timeline, threads } = this.options;
    const native = await this.#searchedBy(search.ef);
    return timeline.time('compute', () => {
      checkQueries(queries, this.d);
      const data = queries.data.subarray(0, queries.n * this.d);
      const width = Math.min(k, this.n);
      // More threads than queries would only be started.
      const found = native.search(data, width, Math.min(threads, queries.n));
      return answerOf(found, queries.n, width, this.metric);
    });
  }

  /** An index is made for one breadth of search: for another, the graph is read into another. */
  async #searchedBy(ef: number): Promise<NativeIndex> {
    if (this.current?.ef === ef) return this.current.native;
    const path = this.path ?? (await this.#saveTemporarily());
    this.current = undefined;
    const native = this.options.timeline.time('load', () => {
      const read = createNative(this.shape, ef);
      read.load(path);
      return read;
    });
    if (native.size() !== this.n || native.dimensions() !== this.d) {
      throw new ShapeError(
        `${path}: expected an index of ${this.n} x ${this.d}, got ${native.size()} x ${native.dimensions()}`,
      );
    }
    this.current = { native, ef };
    return native;
  }

  async #saveTemporarily(): Promise<string> {
    this.#temporary = await mkdtemp(join(tmpdir(), 'mls-hnsw-'));
    this.path = join(this.#temporary, 'graph');
    await this.save(this.path);
    return this.path;
  }

  async save(path: string): Promise<void> {
    const native = this.current?.native ?? (await this.#searchedBy(this.build.efConstruction));
    native.save(path);
  }

  async free(): Promise<void> {
    this.current = undefined;
    if (this.#temporary !== undefined) await rm(this.#temporary, { recursive: true, force: true });
  }
}
