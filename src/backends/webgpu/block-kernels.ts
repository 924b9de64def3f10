import type { EngineIdentity, OpenOptions, Rows } from '../backend.js';
import type { BlockKernels } from '../shared/block-kernels.js';
import { workingBytes } from '../shared/engine-memory.js';
import { assign } from './assign.js';
import { freeBlock, type GpuBlock, normsKernel, uploadBlock } from './block.js';
import { type Context, prepare } from './context.js';
import type { Gpu } from './device/gpu.js';
import { QUAD_BYTES, quadsOf } from './device/upload-rows.js';
import { distances } from './distances.js';
import { rowDistances } from './row-distances.js';
import { topK } from './top-k.js';
import { NEAREST_TWO_BYTES } from './wgsl/nearest-two.js';

/** Keys of 256 queries to 131,072 rows: enough to fill a large device, and little beside the vectors. */
const SCRATCH_BYTES = 2 ** 27;
/** Results are in the device's memory, in a buffer the host can map, and in the host's own. */
const RESULT_COPIES = 3;

/** Block kernels in WGSL. */
export async function createWebGpuKernels(
  gpu: Gpu,
  identity: EngineIdentity,
  { timeline, memoryBytes }: Pick<OpenOptions, 'timeline' | 'memoryBytes'>,
): Promise<BlockKernels<GpuBlock>> {
  const isSoftware = identity.engine === 'software';
  const working = workingBytes(RESULT_COPIES * SCRATCH_BYTES, isSoftware ? memoryBytes : undefined);
  const context: Context = { gpu, timeline, scratchBytes: Math.floor(working / RESULT_COPIES) };
  // An upload is timed as a whole by who asks for it, so what it compiles is compiled before.
  await gpu.run(() => prepare(context, normsKernel('l2'), normsKernel('cosine')));

  return {
    identity,
    maxBlockRows: (d) => Math.max(1, Math.floor(gpu.limits.bufferBytes / (quadsOf(d) * QUAD_BYTES))),
    memory: {
      place: isSoftware ? 'host' : 'device',
      // The rows, and a number of each on the device and two in the host's memory.
      rowBytes: (d) => quadsOf(d) * QUAD_BYTES + 3 * Float32Array.BYTES_PER_ELEMENT,
      workingBytes: isSoftware ? working : 0,
      // WebGPU tells neither how much memory a device has nor how much is free: rows stay as long as the device takes
      // them, and the error it gives when it does not says how to stream them.
      capacityBytes: Number.POSITIVE_INFINITY,
    },
    // `topK` returns rows among which the k nearest certainly are.
    slack: () => 0,
    allocate: (length) => new Float32Array(length),
    upload: (rows, metric) => gpu.run(() => uploadBlock(gpu, rows, metric)),
    topK: (block, queries, k) => gpu.run(() => topK(context, block, queries, k)),
    distances: (block, queries) => gpu.run(() => distances(context, block, queries)),
    rowDistances: (x, y, metric) => gpu.run(() => rowDistances(context, x, y, metric)),
    // Devices with the least memory a workgroup may have go by `distances`.
    ...(gpu.limits.workgroupBytes >= NEAREST_TWO_BYTES && {
      assign: (block: GpuBlock, centroids: Rows) => gpu.run(() => assign(context, block, centroids)),
    }),
    free: async (block) => freeBlock(block),
    close: () => gpu.close(),
  };
}
