import type { Program } from '../device.js';
import type { Gpu, GpuKernel, KernelSettings } from '../gpu-js.js';
import { buildKernel } from './build-kernel.js';

/** gpu.js otherwise takes the least precision that can address the output. */
const SETTINGS = { pipeline: true, tactic: 'precision' } as const;

/**
 * Builds and destroys the kernels of one GL context. All of them draw with the vertices of the one built last, and draw
 * nothing, without an error, when that one is gone: a kernel is destroyed only after another has been built.
 */
export class GlKernels {
  readonly #retired: GpuKernel[] = [];

  constructor(readonly gpu: Gpu) {}

  async build(
    program: Pick<Program, 'source' | 'output'>,
    args: readonly unknown[],
    settings: Partial<KernelSettings> = {},
  ): Promise<GpuKernel> {
    const kernel = await buildKernel(this.gpu, 'headlessgl', program, { ...SETTINGS, ...settings }, args);
    for (const retired of this.#retired.splice(0)) retired.destroy();
    return kernel;
  }

  destroyLater(kernel: GpuKernel): void {
    this.#retired.push(kernel);
  }

  /** Destroys a kernel at once, for which another, of one thread, is built to be the last. */
  async destroyNow(kernel: GpuKernel): Promise<void> {
    this.destroyLater(kernel);
    this.destroyLater(await this.build({ source: 'function () { return 0.0; }', output: [1] }, []));
  }
}
