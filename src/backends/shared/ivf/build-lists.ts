import type {
  Centroids,
  IndexRequest,
  KMeansRequest,
  Metric,
  OpenOptions,
  VectorSource,
} from '../../backend.js';
import type { BlockKernels } from '../block-kernels.js';
import { readBlocks } from '../block-reader.js';
import { loadBlocks } from '../block-vector-set.js';
import { ShapeError } from '../errors.js';
import { randomRows } from '../kmeans/random-rows.js';
import type { InvertedLists, IvfBuild } from './inverted-lists.js';
import { appendRows, listSizes } from './kernels/fill-lists.js';
import { memorySource } from './memory-source.js';
import { trainingRows } from './training-rows.js';

/** After this many updates centroids move too little for a search to notice. */
const ITERATIONS = 10;
const TOLERANCE = 1e-3;
/** Bytes of rows that may be resident while they are labelled: they are gone over once. */
const LABELLING_BYTES = 256 * 2 ** 20;
/** Bytes of rows read at once while lists are filled. */
const FILLING_BYTES = 32 * 2 ** 20;

/** What lists are made with. */
export interface Builder<Block> {
  readonly kernels: BlockKernels<Block>;
  readonly options: OpenOptions;
}

/** K-Means knows no inner product and no L1: their lists are those of l2, and only the search differs. */
function clusteringMetric(metric: Metric): Metric {
  return metric === 'cosine' ? 'cosine' : 'l2';
}

/**
 * Builds an inverted file by the project's own K-Means, trained on a sample of the rows. As that depends on neither
 * engine nor threads, all engines build the same lists.
 * @throws ShapeError when there are more lists than rows
 */
export async function buildLists<Block>(
  builder: Builder<Block>,
  source: VectorSource,
  request: IndexRequest & { readonly build: IvfBuild },
): Promise<InvertedLists> {
  const { build } = request;
  if (build.nlist < 1 || build.nlist > source.n) {
    throw new ShapeError(`expected between 1 and ${source.n} lists, got ${build.nlist}`);
  }
  const centroids = await trainCentroids(builder, source, request);
  return fillLists(builder, source, request, centroids);
}

async function trainCentroids<Block>(
  { kernels, options }: Builder<Block>,
  source: VectorSource,
  { metric, build: { nlist }, uniform }: IndexRequest & { readonly build: IvfBuild },
): Promise<Centroids> {
  const { d } = source;
  const sample = await trainingRows(source, nlist, uniform);
  const { threads, timeline } = options;
  const clustering = clusteringMetric(metric);
  const vectors = await loadBlocks(kernels, memorySource(sample, d), clustering, { threads, timeline });
  try {
    const request: KMeansRequest = {
      start: startAt(sample, d, randomRows(vectors.n, nlist, uniform)),
      algorithm: 'lloyd',
      maxIterations: ITERATIONS,
      tolerance: TOLERANCE,
    };
    return (await vectors.kmeans(request)).centroids;
  } finally {
    await vectors.free();
  }
}

function startAt(rows: Float32Array, d: number, chosen: readonly number[]): Centroids {
  const data = new Float64Array(chosen.length * d);
  for (const [c, row] of chosen.entries()) data.set(rows.subarray(row * d, (row + 1) * d), c * d);
  return { k: chosen.length, d, data };
}

/** Puts every row into the list of the centroid nearest to it, as `build` and `metric` say. */
export async function fillLists<Block>(
  builder: Builder<Block>,
  source: VectorSource,
  request: Pick<IndexRequest, 'metric' | 'progress'> & { readonly build: IvfBuild },
  centroids: Centroids,
): Promise<InvertedLists> {
  const { kernels, options } = builder;
  const { metric, build, progress } = request;
  const { n, d } = source;
  const labels = await nearestCentroids(builder, source, metric, centroids);
  const lists = Array.from(listSizes(labels, build.nlist), (size) => ({
    ids: new Int32Array(size),
    vectors: kernels.allocate(size * d),
  }));
  const filled = new Int32Array(build.nlist);
  const blockRows = Math.max(1, Math.floor(FILLING_BYTES / (d * Float32Array.BYTES_PER_ELEMENT)));
  const allocate = (length: number) => new Float32Array(length);
  for await (const block of readBlocks(source, { blockRows, timeline: options.timeline, allocate })) {
    const { start, data } = block;
    options.timeline.time('compute', () => appendRows(data, block.n, d, start, labels, lists, filled));
    progress?.(start + block.n, n);
  }
  return { n, d, metric, build, centroids: Float32Array.from(centroids.data), lists };
}

async function nearestCentroids<Block>(
  { kernels, options }: Builder<Block>,
  source: VectorSource,
  metric: Metric,
  start: Centroids,
): Promise<Int32Array> {
  const memoryBytes = Math.min(options.memoryBytes ?? LABELLING_BYTES, LABELLING_BYTES);
  const vectors = await loadBlocks(kernels, source, clusteringMetric(metric), { ...options, memoryBytes });
  try {
    const request: KMeansRequest = { start, algorithm: 'lloyd', maxIterations: 0, tolerance: 0 };
    return (await vectors.kmeans(request)).labels;
  } finally {
    await vectors.free();
  }
}
