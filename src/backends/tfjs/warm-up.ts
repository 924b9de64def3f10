import { METRICS, type Rows } from '../backend.js';
import type { BlockKernels } from '../shared/block-kernels.js';

/** Enough calls for the WebAssembly compiler to replace its first, quick code of each kernel. */
const CALLS = 30;

/** Runs every kernel on a little data, so that compiling and first-use initialisation are over before anything counts. */
export async function warmUp<Block>(kernels: BlockKernels<Block>): Promise<void> {
  const rows = ramp(64, 64);
  const queries = ramp(8, 64);
  for (const metric of METRICS) {
    const block = await kernels.upload(rows, metric);
    for (let call = 0; call < CALLS; call++) await kernels.topK(block, queries, 8);
    await kernels.distances(block, queries);
    await kernels.free(block);
    await kernels.rowDistances(queries, queries, metric);
  }
}

function ramp(n: number, d: number): Rows {
  return { n, d, data: Float32Array.from({ length: n * d }, (_, i) => ((i * 37) % 101) / 101) };
}
