import { BufferPool } from './buffer-pool.js';
import { DeviceFaultError, DeviceLostError, DeviceMemoryError } from './errors.js';
import type { GpuLimits } from './limits.js';
import { Pipelines } from './pipelines.js';

/** A WebGPU device: its work in turn, its failures as errors with a name. */
export class Gpu {
  readonly pool: BufferPool;
  readonly pipelines: Pipelines;
  readonly hasTimestamps: boolean;
  #loss: DeviceLostError | undefined;
  readonly #lost: Promise<never>;
  #last: Promise<unknown> = Promise.resolve();

  constructor(
    readonly device: GPUDevice,
    readonly name: string,
    readonly limits: GpuLimits,
  ) {
    this.pool = new BufferPool(device, limits.bufferBytes);
    this.pipelines = new Pipelines(device);
    this.hasTimestamps = device.features.has('timestamp-query');
    this.#lost = device.lost.then(({ message }) => {
      this.#loss = new DeviceLostError(name, message);
      throw this.#loss;
    });
    // Whoever waits for work gets it; until somebody does it must not count as unhandled.
    this.#lost.catch(() => {});
    // Where nobody listens Dawn prints; errors outside of `run` come of losing the device, which is told of.
    device.addEventListener('uncapturederror', (event) => event.preventDefault());
  }

  /**
   * Runs one piece of work at a time, in the order asked: error scopes are a stack.
   * @throws DeviceLostError, DeviceMemoryError, DeviceFaultError
   */
  run<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(() => this.#guarded(work));
    // Not the result itself, which can be large.
    this.#last = result.then(
      () => {},
      () => {},
    );
    return result;
  }

  async #guarded<T>(work: () => Promise<T>): Promise<T> {
    if (this.#loss !== undefined) throw this.#loss;
    for (const filter of ['validation', 'internal', 'out-of-memory'] as const)
      this.device.pushErrorScope(filter);
    const settled = Promise.race([work(), this.#lost]).then(
      (value) => ({ value }),
      (cause: unknown) => ({ cause }),
    );
    const outcome = await settled;
    const scopes = Array.from({ length: 3 }, () => this.device.popErrorScope());
    const [memory, internal, validation] = await Promise.race([Promise.all(scopes), this.#lost]);
    const fault = internal ?? validation;
    // A pooled buffer may be one that was never made.
    if (memory || fault) this.pool.clear();
    // Work on a buffer that was never made is refused as well, which is no news: memory comes first.
    if (memory) throw new DeviceMemoryError(this.name, memory.message);
    if (fault) throw new DeviceFaultError(this.name, fault.message);
    if ('value' in outcome) return outcome.value;
    // A device that goes takes its work along before it is said to be lost.
    if (isAbortion(outcome.cause)) await Promise.race([this.#lost, aWhile()]);
    if (isRefusal(outcome.cause)) {
      throw new DeviceFaultError(this.name, outcome.cause.message, { cause: outcome.cause });
    }
    throw outcome.cause;
  }

  async close(): Promise<void> {
    await this.#last;
    this.pool.clear();
    this.device.destroy();
    await this.device.lost;
  }
}

/** A driver that fails to compile a kernel, or a buffer that it does not map. */
function isRefusal(cause: unknown): cause is Error {
  return cause instanceof Error && (cause.name === 'GPUPipelineError' || cause.name === 'OperationError');
}

function isAbortion(cause: unknown): boolean {
  return cause instanceof Error && cause.name === 'AbortError';
}

function aWhile(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 100));
}
