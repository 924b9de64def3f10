import { constants } from 'node:buffer';
import type { EngineIdentity, Metric, Rows, Timeline } from '../backend.js';
import type { BlockKernels, NearestTwo } from '../shared/block-kernels.js';
import { UnsupportedError } from '../shared/unsupported-error.js';
import { type Binding, type BlockHandle, type EngineHandle, METRIC_NUMBER } from './binding.js';
import { largeArray } from './large-array.js';

export interface NativeBlock {
  readonly handle: BlockHandle;
  readonly n: number;
  readonly metric: Metric;
}

/** Three floats that make a key of a row's score. */
const KEY_BYTES = 3 * Float32Array.BYTES_PER_ELEMENT;

/** The int8 copy of a row, padded, and four numbers that bound what it says. */
function copyBytes(d: number): number {
  return 64 * Math.ceil(d / 64) + 4 * Float64Array.BYTES_PER_ELEMENT;
}

const MOST_ROWS = 2 ** 31 - 1;

/** Block kernels in C. They select in float32 and prove or redo each query's selection in float64, or by a certified copy in int8. */
export function nativeKernels(
  binding: Binding,
  engine: EngineHandle,
  identity: EngineIdentity,
  timeline: Timeline,
  isCertified: boolean,
): BlockKernels<NativeBlock> {
  return {
    identity,
    maxBlockRows: (d) =>
      Math.min(MOST_ROWS, Math.floor(constants.MAX_LENGTH / (d * Float32Array.BYTES_PER_ELEMENT))),
    memory: {
      place: 'host',
      rowBytes: (d) => KEY_BYTES + (isCertified ? copyBytes(d) : 0),
      workingBytes: 0,
      capacityBytes: Number.POSITIVE_INFINITY,
    },
    // The candidates are the nearest rows by float64 direct differences already.
    slack: () => 0,
    allocate: (length) => largeArray(binding, length),
    async upload({ n, d, data }, metric) {
      if (isCertified && metric === 'l1') {
        throw new UnsupportedError('expected l2, cosine or dot for a certified search, got l1');
      }
      const handle = await binding.upload(engine, data, n, d, METRIC_NUMBER[metric], isCertified ? 1 : 0);
      return { handle, n, metric };
    },
    topK: (block, queries, k) =>
      timeline.time('compute', async () => {
        const ids = new Int32Array(queries.n * k);
        const reranked = new Float64Array(1);
        if (ids.length > 0) {
          await binding.nearest(engine, block.handle, queries.data, queries.n, k, ids, reranked);
        }
        return { width: k, ids, ...(isCertified && { reranked: reranked[0] ?? 0 }) };
      }),
    distances: (block, queries) =>
      timeline.time('compute', async () => {
        const out = new Float32Array(queries.n * block.n);
        if (queries.n > 0) await binding.distances(engine, block.handle, queries.data, queries.n, out);
        return out;
      }),
    rowDistances: (x, y, metric) =>
      timeline.time('compute', async () => {
        const out = new Float32Array(x.n);
        if (x.n > 0) {
          await binding.rowDistances(engine, METRIC_NUMBER[metric], x.data, y.data, x.n, x.d, out);
        }
        return out;
      }),
    assign: (block, centroids) => timeline.time('compute', () => assign(binding, engine, block, centroids)),
    async free(block) {
      binding.freeBlock(block.handle);
    },
    async close() {
      binding.closeEngine(engine);
    },
  };
}

async function assign(
  binding: Binding,
  engine: EngineHandle,
  { handle, n }: NativeBlock,
  centroids: Rows,
): Promise<NearestTwo> {
  const [labels, runnersUp] = [new Int32Array(n), new Int32Array(n)];
  const [first, second, third] = [new Float32Array(n), new Float32Array(n), new Float32Array(n)];
  await binding.assign(engine, handle, centroids.data, centroids.n, labels, runnersUp, first, second, third);
  return { labels, first, second, others: { runnersUp, third } };
}
