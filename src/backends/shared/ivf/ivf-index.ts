import type {
  AnnIndex,
  IndexAnswer,
  IndexSearch,
  Neighbours,
  OpenOptions,
  Rows,
  VectorSet,
} from '../../backend.js';
import type { BlockKernels } from '../block-kernels.js';
import { loadBlocks } from '../block-vector-set.js';
import { ShapeError } from '../errors.js';
import { EXACT_DISTANCE } from '../exact-distance.js';
import { NearestLists } from '../kernels/nearest-lists.js';
import type { InvertedLists, IvfBuild } from './inverted-lists.js';
import { gatherQueries, groupQueries } from './kernels/group-queries.js';
import { markMissing } from './kernels/mark-missing.js';
import { offerCandidates } from './kernels/offer-candidates.js';
import { type ListBlock, uploadList } from './list-blocks.js';
import { saveLists } from './lists-file.js';
import { memorySource } from './memory-source.js';
import { SpareMemory } from './spare-memory.js';

/** Gives an engine centroids and lists to search. */
export async function openLists<Block>(
  kernels: BlockKernels<Block>,
  options: OpenOptions,
  lists: InvertedLists,
): Promise<AnnIndex> {
  const { metric, d } = lists;
  const { threads, timeline } = options;
  const centroids = await loadBlocks(kernels, memorySource(lists.centroids, d), metric, {
    threads,
    timeline,
  });
  const blocks: ListBlock<Block>[][] = [];
  const index = new IvfIndex(kernels, options, lists, centroids, blocks);
  try {
    for (const list of lists.lists) blocks.push(await uploadList(kernels, timeline, list, d, metric));
    return index;
  } catch (error) {
    await index.free();
    throw error;
  }
}

class IvfIndex<Block> implements AnnIndex {
  readonly reports = 'float64';
  readonly #memory = new SpareMemory((length) => this.kernels.allocate(length));

  constructor(
    private readonly kernels: BlockKernels<Block>,
    private readonly options: OpenOptions,
    private readonly lists: InvertedLists,
    private readonly centroids: VectorSet,
    private readonly blocks: readonly (readonly ListBlock<Block>[])[],
  ) {}

  get n(): number {
    return this.lists.n;
  }

  get d(): number {
    return this.lists.d;
  }

  get metric(): InvertedLists['metric'] {
    return this.lists.metric;
  }

  get build(): IvfBuild {
    return this.lists.build;
  }

  async search(queries: Rows, k: number, search: IndexSearch): Promise<IndexAnswer> {
    if (search.kind !== 'ivf') throw new ShapeError(`expected nprobe to search ivf with, got ${search.kind}`);
    const probes = await this.centroids.knn(queries, search.nprobe);
    const length = queries.n * this.d;
    const [held, gathered] = [this.#memory.take(length), this.#memory.take(length)];
    try {
      this.options.timeline.time('compute', () => held.set(queries.data.subarray(0, length)));
      return await this.#scanLists({ ...queries, data: held }, Math.min(k, this.n), probes, gathered);
    } finally {
      this.#memory.give(held);
      this.#memory.give(gathered);
    }
  }

  /**
   * Scans, for each query, the lists it probes. Queries are grouped by list, so that the engine is given each list once
   * with all the queries that ask for it.
   */
  async #scanLists(
    queries: Rows,
    k: number,
    probes: Neighbours,
    gathered: Float32Array,
  ): Promise<IndexAnswer> {
    const { timeline } = this.options;
    const { nlist } = this.build;
    const nearest = new NearestLists(queries.n, k);
    const met = new Float64Array(queries.n);
    let distanceComputations = queries.n * nlist;
    const asked = timeline.time('compute', () => groupQueries(probes.ids, probes.k, nlist));
    for (const [list, blocks] of this.blocks.entries()) {
      const asking = asked.queries.subarray(asked.starts[list], asked.starts[list + 1]);
      if (asking.length === 0 || blocks.length === 0) continue;
      const rows = this.lists.lists[list]?.ids.length ?? 0;
      distanceComputations += asking.length * rows;
      const batch = timeline.time('compute', () => {
        for (const query of asking) met[query] = (met[query] ?? 0) + rows;
        return this.#batchOf(queries, asking, gathered);
      });
      for (const block of blocks) await this.#scan(block, queries, asking, batch, nearest);
    }
    timeline.time('compute', () => markMissing(nearest, met));
    const { ids, distances } = nearest;
    return { queries: queries.n, k, ids, distances, distanceComputations };
  }

  #batchOf(queries: Rows, asking: Int32Array, into: Float32Array): Rows {
    const { d } = this;
    if (asking.length === queries.n) return queries;
    gatherQueries(queries.data, d, asking, into);
    return { n: asking.length, d, data: into.subarray(0, asking.length * d) };
  }

  async #scan(
    rows: ListBlock<Block>,
    queries: Rows,
    asking: Int32Array,
    batch: Rows,
    nearest: NearestLists,
  ): Promise<void> {
    const { kernels, metric, d } = this;
    const wanted = Math.min(rows.ids.length, nearest.k + kernels.slack(nearest.k));
    const found = await kernels.topK(rows.block, batch, wanted);
    this.options.timeline.time('compute', () =>
      offerCandidates(nearest, EXACT_DISTANCE[metric], queries.data, d, asking, rows, found.ids, found.width),
    );
  }

  save(path: string): Promise<void> {
    return saveLists(path, this.lists);
  }

  async free(): Promise<void> {
    await this.centroids.free();
    for (const { block } of this.blocks.flat()) await this.kernels.free(block);
  }
}
