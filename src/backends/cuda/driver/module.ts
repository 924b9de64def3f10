import { readFile } from 'node:fs/promises';
import { CUDA_SUCCESS } from './cuda-error.js';
import type { Driver } from './driver.js';
import { NoCudaError } from './no-cuda-error.js';

/** Beside `src` and `dist`, so that both find it. */
const PTX = new URL('../../../../cuda/mls.ptx', import.meta.url);

const ERROR_LOG_BUFFER = 5;
const ERROR_LOG_BUFFER_SIZE_BYTES = 6;
const LOG_BYTES = 8192;

/** Compiles the package's PTX for the GPU of the current context. @throws NoCudaError with what the compiler said */
export async function loadModule(driver: Driver): Promise<bigint> {
  const image = Buffer.concat([await readFile(PTX), Buffer.from([0])]);
  const log = new Uint8Array(new ArrayBuffer(LOG_BYTES));
  const options = new Int32Array(new ArrayBuffer(8));
  options.set([ERROR_LOG_BUFFER, ERROR_LOG_BUFFER_SIZE_BYTES]);
  const values = new BigUint64Array(new ArrayBuffer(16));
  values.set([driver.koffi.address(log.buffer), BigInt(LOG_BYTES)]);
  const module = new BigUint64Array(new ArrayBuffer(8));
  const result = driver.result('cuModuleLoadDataEx', module, image, options.length, options, values);
  if (result === CUDA_SUCCESS) return module[0] ?? 0n;
  const cause = driver.error('cuModuleLoadDataEx', result);
  const said = Buffer.from(log).toString('utf8', 0, log.indexOf(0)).trim().split('\n')[0];
  throw new NoCudaError(
    `the driver does not take the kernels: ${cause.message}${said ? `, ${said}` : ''}`,
    'Update the NVIDIA driver.',
    { cause },
  );
}
