import type { Driver } from './driver.js';
import { findGpu, type Gpu } from './gpu.js';
import { type KernelArgument, KernelArguments } from './kernel-arguments.js';
import { KERNEL_NAMES, type KernelName, parametersOf } from './kernel-signatures.js';
import { loadDriver } from './load-driver.js';
import { loadModule } from './module.js';

const MOST_PARAMETERS = 16;
const THREADS = 256;

/**
 * The GPU with the package's kernels. A process opens it once and never gives it back: arrays in pinned memory may
 * outlive every engine, and end with the context.
 */
export class Device {
  readonly #arguments: KernelArguments;

  constructor(
    readonly driver: Driver,
    readonly gpu: Gpu,
    private readonly functions: ReadonlyMap<KernelName, bigint>,
  ) {
    this.#arguments = new KernelArguments(MOST_PARAMETERS, (buffer) => driver.koffi.address(buffer));
  }

  /** Enqueues a kernel in blocks of 256 threads. Its arguments are in the order of `KERNEL_SIGNATURES`. */
  launch(
    kernel: KernelName,
    [x, y]: readonly [x: number, y: number],
    stream: bigint,
    args: readonly KernelArgument[],
  ): void {
    const packed = this.#arguments.pack(parametersOf(kernel), args);
    const handle = this.functions.get(kernel);
    if (handle === undefined) throw new RangeError(`expected a kernel of the module, got ${kernel}`);
    this.driver.call('cuLaunchKernel', handle, x, y, 1, THREADS, 1, 1, 0, stream, packed, null);
  }
}

let opened: Device | undefined;

/** @throws NoCudaError, CudaError */
export async function openDevice(): Promise<Device> {
  opened ??= await open();
  return opened;
}

async function open(): Promise<Device> {
  const driver = await loadDriver();
  const gpu = findGpu(driver);
  driver.call('cuCtxSetCurrent', driver.handle('cuDevicePrimaryCtxRetain', gpu.number));
  const module = await loadModule(driver);
  const functions = new Map<KernelName, bigint>();
  for (const name of KERNEL_NAMES) functions.set(name, driver.handle('cuModuleGetFunction', module, name));
  return new Device(driver, gpu, functions);
}
