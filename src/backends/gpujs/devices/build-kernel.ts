import { UnavailableError } from '../../shared/errors.js';
import type { Program } from '../device.js';
import { type EngineName, KERNEL_CLASS } from '../engine-names.js';
import type { Gpu, GpuKernel, KernelSettings } from '../gpu-js.js';

/**
 * Builds a kernel for the arguments it will get, and refuses it when gpu.js built one of another mode: left to itself
 * it goes on in its CPU mode with no more than a warning on the console.
 * @throws UnavailableError
 */
export async function buildKernel(
  gpu: Gpu,
  engine: EngineName,
  program: Pick<Program, 'source' | 'output'>,
  settings: Partial<KernelSettings>,
  args: readonly unknown[],
): Promise<GpuKernel> {
  const kernel = gpu.createKernel(program.source, {
    output: program.output,
    precision: 'single',
    ...settings,
    onRequestFallback: () => {
      throw refusal(engine, kernel.kernel.fallbackReason ?? 'for a reason it does not give');
    },
  });
  await kernel.build(...args);
  checkMode(kernel, engine);
  return kernel;
}

/** @throws UnavailableError when `kernel` is not of the mode that was asked for. */
export function checkMode(kernel: GpuKernel, engine: EngineName): void {
  const ran = kernel.kernel.constructor.name;
  if (ran !== KERNEL_CLASS[engine]) throw refusal(engine, `${ran} took its place`);
}

function refusal(engine: EngineName, why: string): UnavailableError {
  return new UnavailableError(
    `gpujs (${engine})`,
    `gpu.js would not run this kernel in mode ${engine}: ${why}`,
    'choose another engine with --engine',
  );
}
