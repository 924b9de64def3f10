import type { EngineIdentity, Rows, Timeline } from '../backend.js';
import type { BlockKernels } from '../shared/block-kernels.js';
import { ShapeError } from '../shared/errors.js';
import { assignRows } from './assign.js';
import type { SharedBlock } from './job.js';
import { needsNorms } from './kernels/keys.js';
import { MOST_BLOCK_FLOATS } from './kernels/lanes.js';
import { nearestRows } from './nearest-rows.js';
import { inSharedMemory, sharedDoubles, sharedFloats } from './shared-memory.js';
import type { WorkerPool } from './worker-pool.js';

/** Block kernels whose work a pool of worker threads does; the calling thread only coordinates. */
export function threadedKernels(
  pool: WorkerPool,
  identity: EngineIdentity,
  timeline: Timeline,
): BlockKernels<SharedBlock> {
  return {
    identity,
    maxBlockRows: (d) => Math.max(1, Math.floor(MOST_BLOCK_FLOATS / d)),
    // `nearestRows` returns the nearest rows by float64 direct differences already.
    slack: () => 0,
    allocate: sharedFloats,
    async upload({ n, d, data }, metric) {
      if (n * d > MOST_BLOCK_FLOATS) {
        throw new ShapeError(`expected vectors of at most ${MOST_BLOCK_FLOATS} dimensions, got ${d}`);
      }
      const rows = inSharedMemory(data, n * d);
      const block = { n, d, metric, rows, norms: sharedDoubles(needsNorms(metric) ? n : 0) };
      if (needsNorms(metric)) await pool.run({ kind: 'norms', block });
      return block;
    },
    topK: (block, queries, k) => timeline.time('compute', () => nearestRows(pool, block, queries, k)),
    distances: (block, queries) =>
      timeline.time('compute', async () => {
        const out = sharedFloats(queries.n * block.n);
        await pool.run({
          kind: 'distances',
          block,
          queries: sharedRows(queries),
          queryCount: queries.n,
          out,
        });
        return out;
      }),
    rowDistances: (x, y, metric) =>
      timeline.time('compute', async () => {
        const out = sharedFloats(x.n);
        await pool.run({ kind: 'row distances', metric, d: x.d, x: sharedRows(x), y: sharedRows(y), out });
        return out;
      }),
    assign: (block, centroids) => timeline.time('compute', () => assignRows(pool, block, centroids)),
    async free() {},
    close: () => pool.close(),
  };
}

function sharedRows({ n, d, data }: Rows): Float32Array {
  return inSharedMemory(data, n * d);
}
