import type { Rows, Timeline } from '../backend.js';
import type { Gpu } from './device/gpu.js';
import { type KernelName, storageBindings } from './device/kernel-source.js';
import { Pass } from './device/pass.js';

/** What every operation works with. */
export interface Context {
  readonly gpu: Gpu;
  readonly timeline: Timeline;
  /** Most bytes of keys that are on the device at once. */
  readonly scratchBytes: number;
}

/** Compiles what is not compiled yet. */
export async function prepare({ gpu, timeline }: Context, ...kernels: readonly KernelName[]): Promise<void> {
  for (const kernel of kernels) {
    if (gpu.pipelines.has(kernel)) continue;
    await timeline.time('compile', async () => {
      await gpu.pipelines.build(kernel);
      await launchOnNothing(gpu, kernel);
    });
  }
}

/** Some drivers compile as a kernel is first launched, which is no part of computing either. */
async function launchOnNothing(gpu: Gpu, kernel: KernelName): Promise<void> {
  const pass = new Pass(gpu);
  const spans = Array.from({ length: storageBindings(kernel) }, () => pass.scratch(256));
  pass.dispatch(kernel, { queries: 0, rows: 0, quads: 0, groups: 0, wanted: 0, outAt: 0 }, spans, [1, 1]);
  for (const span of spans) pass.result(span);
  await pass.run();
}

/** Rows `start .. start + count`. */
export function slice({ n, d, data }: Rows, start: number, count: number): Rows {
  const end = Math.min(n, start + count);
  return { n: end - start, d, data: data.subarray(start * d, end * d) };
}
