import type { EngineIdentity, Rows, Timeline } from '../backend.js';
import type { BlockKernels } from '../shared/block-kernels.js';
import { ShapeError } from '../shared/errors.js';
import { assignRows } from './assign.js';
import type { Crew } from './crew.js';
import type { SharedBlock } from './job.js';
import { needsNorms } from './kernels/keys.js';
import { MOST_BLOCK_FLOATS } from './kernels/lanes.js';
import { nearestRows } from './nearest-rows.js';
import { inSharedMemory, sharedDoubles, sharedFloats } from './shared-memory.js';
import { StagingMemory } from './staging-memory.js';

/** Block kernels whose work worker threads do; the calling thread coordinates, and does what is too small for them. */
export function threadedKernels(
  crew: Crew,
  identity: EngineIdentity,
  timeline: Timeline,
): BlockKernels<SharedBlock> {
  const staging = new StagingMemory();
  return {
    identity,
    maxBlockRows: (d) => Math.max(1, Math.floor(MOST_BLOCK_FLOATS / d)),
    memory: {
      place: 'host',
      // The rows themselves are the host's.
      rowBytes: (_d, metric) => (needsNorms(metric) ? Float64Array.BYTES_PER_ELEMENT : 0),
      workingBytes: 0,
      capacityBytes: Number.POSITIVE_INFINITY,
    },
    // `nearestRows` returns the nearest rows by float64 direct differences already.
    slack: () => 0,
    allocate: sharedFloats,
    async upload({ n, d, data }, metric) {
      if (n * d > MOST_BLOCK_FLOATS) {
        throw new ShapeError(`expected vectors of at most ${MOST_BLOCK_FLOATS} dimensions, got ${d}`);
      }
      const rows = inSharedMemory(data, n * d);
      const block = { n, d, metric, rows, norms: sharedDoubles(needsNorms(metric) ? n : 0) };
      if (needsNorms(metric)) await crew.run({ kind: 'norms', block });
      return block;
    },
    topK: (block, queries, k) => timeline.time('compute', () => nearestRows(crew, block, queries, k)),
    distances: (block, queries) =>
      timeline.time('compute', async () => {
        const out = sharedFloats(queries.n * block.n);
        await crew.run({
          kind: 'distances',
          block,
          queries: sharedRows(queries),
          queryCount: queries.n,
          out,
        });
        return out;
      }),
    async rowDistances(x, y, metric) {
      const [a, b] = timeline.time('load', () => [staging.stage(x), staging.stage(y)] as const);
      try {
        const out = sharedFloats(x.n);
        const job = { kind: 'row distances', metric, d: x.d, x: a.floats, y: b.floats, out } as const;
        await timeline.time('compute', () => crew.run(job));
        return out;
      } finally {
        a.release();
        b.release();
      }
    },
    assign: (block, centroids) => timeline.time('compute', () => assignRows(crew, block, centroids)),
    async free() {},
    close: () => crew.close(),
  };
}

function sharedRows({ n, d, data }: Rows): Float32Array {
  return inSharedMemory(data, n * d);
}
