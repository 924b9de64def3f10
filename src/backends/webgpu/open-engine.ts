import type { Engine, OpenOptions } from '../backend.js';
import { createBlockEngine } from '../shared/block-engine.js';
import { createWebGpuKernels } from './block-kernels.js';
import { openGpu } from './device/open-gpu.js';
import type { EngineName } from './engine-names.js';

/** @throws UnavailableError */
export async function openEngine(engine: EngineName, options: OpenOptions): Promise<Engine> {
  const { gpu, identity } = await openGpu(engine);
  try {
    return createBlockEngine(await createWebGpuKernels(gpu, identity, options), options);
  } catch (error) {
    await gpu.close();
    throw error;
  }
}
