import type { AnnIndex, IndexAnswer, IndexSearch, OpenOptions, Rows, VectorSet } from '../../backend.js';
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
  for (const list of lists.lists) blocks.push(await uploadList(kernels, timeline, list, d, metric));
  return new IvfIndex(kernels, options, lists, centroids, blocks);
}

class IvfIndex<Block> implements AnnIndex {
  readonly reports = 'float64';

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

  /**
   * Scans, for each query, the lists of the `nprobe` nearest centroids. Queries are grouped by list, so that the engine
   * is given each list once with all the queries that ask for it.
   */
  async search(queries: Rows, k: number, search: IndexSearch): Promise<IndexAnswer> {
    if (search.kind !== 'ivf') throw new ShapeError(`expected nprobe to search ivf with, got ${search.kind}`);
    const { timeline } = this.options;
    const { nlist } = this.build;
    const width = Math.min(k, this.n);
    const probes = await this.centroids.knn(queries, search.nprobe);
    const nearest = new NearestLists(queries.n, width);
    const met = new Float64Array(queries.n);
    let distanceComputations = queries.n * nlist;
    const asked = timeline.time('compute', () => groupQueries(probes.ids, probes.k, nlist));
    const gathered = this.kernels.allocate(queries.n * this.d);
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
    return { queries: queries.n, k: width, ids, distances, distanceComputations };
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
    // Rows of padding may stand in the way of as many others.
    const wanted = nearest.k + kernels.slack(nearest.k) + rows.padding;
    const found = await kernels.topK(rows.block, batch, Math.min(wanted, rows.ids.length + rows.padding));
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
