import type { Rows } from '../backend.js';
import type { GpuBlock } from './block.js';
import { type Context, prepare, slice } from './context.js';
import { Pass } from './device/pass.js';
import { paddedRows } from './device/upload-rows.js';
import { dispatchKeys, keyKernel, keySpans, planPass } from './key-pass.js';
import type { Score } from './wgsl/scores.js';

/**
 * Brings the keys of some queries to all rows to the host, as many queries at a time as the device's memory takes:
 * `use` gets them row-major `count * block.n`, of queries `first .. first + count`. Its time counts as compute.
 */
export async function eachPart(
  context: Context,
  block: GpuBlock,
  queries: Rows,
  score: Score,
  use: (keys: Float32Array, first: number, count: number) => void,
): Promise<void> {
  const { gpu, timeline, scratchBytes } = context;
  const { n } = block;
  // The keys of all windows are brought over at once.
  const atOnce = Math.max(1, Math.floor(Math.min(scratchBytes, gpu.limits.bindingBytes) / (4 * n)));
  const plan = planPass(gpu.limits, scratchBytes, block, Math.min(queries.n, atOnce), 4);
  const { windows } = plan;
  for (let first = 0; first < queries.n; first += plan.queries) {
    const part = slice(queries, first, plan.queries);
    const kernel = keyKernel(score, part.n, gpu.limits);
    await prepare(context, kernel);
    const pass = new Pass(gpu);
    const input = { span: timeline.time('compute', () => pass.input(paddedRows(part))), count: part.n };
    const parts = windows.map((window) => {
      const spans = keySpans(pass, part.n, window);
      dispatchKeys(pass, kernel, block, window, input, spans);
      return { ...window, result: pass.result(spans.keys) };
    });
    await pass.run(timeline);
    timeline.time('compute', () => {
      const keys = new Float32Array(part.n * n);
      for (const { start, count, result } of parts) {
        const own = new Float32Array(result());
        for (let q = 0; q < part.n; q++) keys.set(own.subarray(q * count, (q + 1) * count), q * n + start);
      }
      use(keys, first, part.n);
    });
  }
}
