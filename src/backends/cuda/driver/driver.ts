import type { LibraryHandle } from 'koffi';
import { CUDA_SUCCESS, CudaError, GpuLostError } from './cuda-error.js';
import { NoCudaError } from './no-cuda-error.js';
import { type CudaArgument, type CudaFunction, PROTOTYPES } from './prototypes.js';

type Koffi = typeof import('koffi')['default'];
type Raw = (...args: readonly CudaArgument[]) => number;

/**
 * The CUDA driver API. The first sticky error is the last thing that the driver is asked: what comes later fails with
 * that reason.
 */
export class Driver {
  readonly #functions = new Map<CudaFunction, Raw>();
  readonly #nameOf: (result: number, out: [string | null]) => number;
  #lost: CudaError | undefined;

  /** @throws NoCudaError when the library has not all that is needed */
  constructor(
    readonly koffi: Koffi,
    library: LibraryHandle,
    readonly path: string,
  ) {
    for (const name of Object.keys(PROTOTYPES) as CudaFunction[]) {
      try {
        this.#functions.set(name, library.func(name, 'int', [...PROTOTYPES[name]]));
      } catch (cause) {
        const remedy = 'Update the NVIDIA driver, or name its library with MLS_CUDA_LIBRARY.';
        throw new NoCudaError(`${path} is no driver for CUDA 11 or newer: it lacks ${name}`, remedy, {
          cause,
        });
      }
    }
    this.#nameOf = library.func('int cuGetErrorName(int result, _Out_ const char **name)');
  }

  get isLost(): boolean {
    return this.#lost !== undefined;
  }

  /** @throws CudaError, and GpuLostError after a sticky one */
  call(name: CudaFunction, ...args: readonly CudaArgument[]): void {
    const result = this.result(name, ...args);
    if (result !== CUDA_SUCCESS) throw this.error(name, result);
  }

  /** As `call`, for a result that is not an error by itself. */
  result(name: CudaFunction, ...args: readonly CudaArgument[]): number {
    if (this.#lost !== undefined) throw new GpuLostError(this.#lost);
    const raw = this.#functions.get(name);
    if (raw === undefined) throw new RangeError(`expected a bound function of the driver, got ${name}`);
    return raw(...args);
  }

  error(name: CudaFunction, result: number): CudaError {
    const out: [string | null] = [null];
    this.#nameOf(result, out);
    const error = new CudaError(name, out[0] ?? 'an error without a name', result);
    if (error.isSticky) this.#lost ??= error;
    return error;
  }

  /** Calls what gives a handle or an address through its first argument. */
  handle(name: CudaFunction, ...args: readonly CudaArgument[]): bigint {
    const out = new BigUint64Array(new ArrayBuffer(8));
    this.call(name, out, ...args);
    return out[0] ?? 0n;
  }

  /** Calls what gives an int through its first argument. */
  int(name: CudaFunction, ...args: readonly CudaArgument[]): number {
    const out = new Int32Array(new ArrayBuffer(4));
    this.call(name, out, ...args);
    return out[0] ?? 0;
  }
}
