import { CUDA_NO_DEVICE, CUDA_SUCCESS } from './cuda-error.js';
import type { Driver } from './driver.js';
import { NoCudaError } from './no-cuda-error.js';

/** PTX of version 7.0 is what drivers of CUDA 11.0 and newer take. */
const OLDEST_DRIVER = 11_000;
/** The PTX is made for compute_80. */
const LEAST_CAPABILITY = 8;

const MULTIPROCESSORS = 16;
const CAPABILITY_MAJOR = 75;
const CAPABILITY_MINOR = 76;

/** The first GPU that the driver shows; CUDA_VISIBLE_DEVICES says which one that is. */
export interface Gpu {
  readonly number: number;
  readonly name: string;
  readonly multiprocessors: number;
}

/** Finds the GPU without opening it. @throws NoCudaError */
export function findGpu(driver: Driver): Gpu {
  const initialised = driver.result('cuInit', 0);
  const noGpu = 'Check with nvidia-smi that a GPU is there, and that CUDA_VISIBLE_DEVICES does not hide it.';
  if (initialised === CUDA_NO_DEVICE) throw new NoCudaError('the CUDA driver finds no GPU', noGpu);
  if (initialised !== CUDA_SUCCESS) {
    const cause = driver.error('cuInit', initialised);
    throw new NoCudaError(`the CUDA driver does not start: ${cause.message}`, noGpu, { cause });
  }
  const version = driver.int('cuDriverGetVersion');
  if (version < OLDEST_DRIVER) {
    throw new NoCudaError(
      `the driver is of CUDA ${versionText(version)}, and CUDA ${versionText(OLDEST_DRIVER)} is needed`,
      'Update the NVIDIA driver to 450 or newer.',
    );
  }
  if (driver.int('cuDeviceGetCount') === 0) throw new NoCudaError('the CUDA driver finds no GPU', noGpu);
  const number = driver.int('cuDeviceGet', 0);
  const attribute = (which: number) => driver.int('cuDeviceGetAttribute', which, number);
  const text = new Uint8Array(256);
  driver.call('cuDeviceGetName', text, text.length, number);
  const name = Buffer.from(text).toString('utf8', 0, text.indexOf(0));
  const [major, minor] = [attribute(CAPABILITY_MAJOR), attribute(CAPABILITY_MINOR)];
  if (major < LEAST_CAPABILITY) {
    throw new NoCudaError(
      `${name} has compute capability ${major}.${minor}, and ${LEAST_CAPABILITY}.0 (Ampere) is needed`,
      'Use --backend webgpu or gpujs on it.',
    );
  }
  return { number, name, multiprocessors: attribute(MULTIPROCESSORS) };
}

function versionText(version: number): string {
  return `${Math.floor(version / 1000)}.${Math.floor((version % 1000) / 10)}`;
}
