import { type KernelName, kernelSource } from './kernel-source.js';

/** Compiled kernels. What they are compiled for is a metric and a tile, never a shape. */
export class Pipelines {
  readonly #built = new Map<KernelName, GPUComputePipeline>();

  constructor(private readonly device: GPUDevice) {}

  has(name: KernelName): boolean {
    return this.#built.has(name);
  }

  async build(name: KernelName): Promise<void> {
    const module = this.device.createShaderModule({ label: name, code: kernelSource(name) });
    const compute = { module, entryPoint: 'main' };
    const pipeline = await this.device.createComputePipelineAsync({ label: name, layout: 'auto', compute });
    this.#built.set(name, pipeline);
  }

  get(name: KernelName): GPUComputePipeline {
    const built = this.#built.get(name);
    if (built === undefined) throw new Error(`expected the kernel ${name} to be built before it is used`);
    return built;
  }
}
