import type { Metric, Neighbours, OpenOptions, Rows, VectorSet, VectorSource } from '../backend.js';
import type { BlockKernels } from './block-kernels.js';
import { type HostBlock, readBlocks } from './block-reader.js';
import { blockSize } from './block-size.js';
import type { BlockedRows, LoadedBlock } from './blocked-rows.js';
import { checkQueries } from './checked-rows.js';
import { EXACT_DISTANCE } from './exact-distance.js';
import { NearestLists } from './kernels/nearest-lists.js';
import { fitKMeans } from './kmeans/fit.js';

/** Rows `start .. start + count` of a source, as a source. */
function rowsOf(source: VectorSource, start: number, count: number): VectorSource {
  return {
    identity: source.identity,
    n: count,
    d: source.d,
    read: (at, rows, into) => source.read(start + at, rows, into),
    close: async () => {},
  };
}

/** Loads a source into an engine made of block kernels: at once where it fits the budget, else anew at every call. */
export async function loadBlocks<Block>(
  kernels: BlockKernels<Block>,
  source: VectorSource,
  metric: Metric,
  options: OpenOptions,
): Promise<VectorSet> {
  const { n, d } = source;
  const { timeline } = options;
  const mostRows = kernels.maxBlockRows(d);
  const { memory } = kernels;
  const { memoryBytes } = options;
  const { rows, residence } = blockSize({ n, d, metric, mostRows, memoryBytes, memory });
  const upload = async (host: HostBlock): Promise<LoadedBlock<Block>> => ({
    host,
    block: await timeline.time('load', () => kernels.upload(host, metric)),
  });

  const allocate = (length: number) => kernels.allocate(length);
  // A pass leaves its buffers to the next: shared memory that was dropped is only freed once every thread has collected
  // its garbage, and would be held twice and thrice meanwhile.
  const spare: Float32Array[] = [];
  async function* readAnew(): AsyncGenerator<HostBlock> {
    const taken: Float32Array[] = [];
    const take = (length: number) => {
      const buffer = spare.pop() ?? allocate(length);
      taken.push(buffer);
      return buffer;
    };
    yield* readBlocks(source, { blockRows: rows, timeline, allocate: take });
    // Of a pass that was broken off, a read may still be under way into them.
    spare.push(...taken);
  }
  async function* streamed(): AsyncGenerator<LoadedBlock<Block>> {
    for await (const host of readAnew()) {
      const loaded = await upload(host);
      try {
        yield loaded;
      } finally {
        await kernels.free(loaded.block);
      }
    }
  }

  const resident: LoadedBlock<Block>[] = [];
  const freeAll = async () => {
    for (const { block } of resident.splice(0)) await kernels.free(block);
  };
  if (residence === 'resident') {
    // Each block keeps its host rows, which re-ranking reads: one block, one buffer of its own.
    try {
      for (let start = 0; start < n; start += rows) {
        const count = Math.min(rows, n - start);
        const part = rowsOf(source, start, count);
        for await (const host of readBlocks(part, {
          blockRows: count,
          firstRow: start,
          timeline,
          allocate,
        })) {
          resident.push(await upload(host));
        }
      }
    } catch (error) {
      await freeAll();
      throw error;
    }
  }
  const isResident = residence === 'resident';
  const blocks = () => (isResident ? resident : streamed());
  const hosts = () => (isResident ? resident.map(({ host }) => host) : readAnew());
  const blocked: BlockedRows<Block> = { n, d, metric, kernels, timeline, blocks, hosts };

  return {
    n,
    d,
    metric,
    residence,
    async knn(queries: Rows, k: number): Promise<Neighbours> {
      timeline.time('compute', () => checkQueries(queries, d));
      const width = Math.min(k, n);
      const nearest = new NearestLists(queries.n, width);
      let reranked: number | undefined;
      for await (const { host, block } of blocks()) {
        const wanted = Math.min(host.n, width + kernels.slack(width));
        const candidates = await kernels.topK(block, queries, wanted);
        if (candidates.reranked !== undefined) reranked = (reranked ?? 0) + candidates.reranked;
        timeline.time('compute', () => {
          const distance = EXACT_DISTANCE[metric];
          for (let q = 0; q < queries.n; q++) {
            for (const id of candidates.ids.subarray(q * candidates.width, (q + 1) * candidates.width)) {
              nearest.offer(q, distance(queries.data, q * d, host.data, id * d, d), host.start + id);
            }
          }
        });
      }
      const { ids, distances } = nearest;
      return { queries: queries.n, k: width, ids, distances, ...(reranked !== undefined && { reranked }) };
    },
    async distances(queries: Rows): Promise<Float32Array> {
      checkQueries(queries, d);
      const all = new Float32Array(queries.n * n);
      for await (const { host, block } of blocks()) {
        const part = await kernels.distances(block, queries);
        for (let q = 0; q < queries.n; q++) {
          all.set(part.subarray(q * host.n, (q + 1) * host.n), q * n + host.start);
        }
      }
      return all;
    },
    kmeans: (request) => fitKMeans(blocked, request),
    free: freeAll,
  };
}
