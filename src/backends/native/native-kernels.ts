import { constants } from 'node:buffer';
import type { EngineIdentity, Metric, Rows, Timeline } from '../backend.js';
import type { BlockKernels, NearestTwo } from '../shared/block-kernels.js';
import { type Binding, type BlockHandle, type EngineHandle, METRIC_NUMBER } from './binding.js';

export interface NativeBlock {
  readonly handle: BlockHandle;
  readonly n: number;
  readonly metric: Metric;
}

const MOST_ROWS = 2 ** 31 - 1;

/** Block kernels in C. They select in float32 and prove or redo each query's selection in float64. */
export function nativeKernels(
  binding: Binding,
  engine: EngineHandle,
  identity: EngineIdentity,
  timeline: Timeline,
): BlockKernels<NativeBlock> {
  return {
    identity,
    maxBlockRows: (d) =>
      Math.min(MOST_ROWS, Math.floor(constants.MAX_LENGTH / (d * Float32Array.BYTES_PER_ELEMENT))),
    memory: {
      place: 'host',
      // Three floats that make a key of a row's score, kept beside it.
      rowBytes: () => 3 * Float32Array.BYTES_PER_ELEMENT,
      workingBytes: 0,
      capacityBytes: Number.POSITIVE_INFINITY,
    },
    // The candidates are the nearest rows by float64 direct differences already.
    slack: () => 0,
    allocate: (length) => new Float32Array(length),
    async upload({ n, d, data }, metric) {
      return { handle: await binding.upload(engine, data, n, d, METRIC_NUMBER[metric]), n, metric };
    },
    topK: (block, queries, k) =>
      timeline.time('compute', async () => {
        const ids = new Int32Array(queries.n * k);
        if (ids.length > 0) await binding.nearest(engine, block.handle, queries.data, queries.n, k, ids);
        return { width: k, ids };
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
  const near = { labels: new Int32Array(n), first: new Float32Array(n), second: new Float32Array(n) };
  const { labels, first, second } = near;
  await binding.assign(engine, handle, centroids.data, centroids.n, labels, first, second);
  return near;
}
