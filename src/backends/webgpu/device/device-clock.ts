import { MAP_MODE, USAGE } from './buffer-usage.js';
import type { Gpu } from './gpu.js';

const STAMPS = 3;
const BYTES = STAMPS * BigUint64Array.BYTES_PER_ELEMENT;
const NANOSECONDS = 1e6;

/** Timestamps the device takes as a pass begins, as its kernels end, and once its results are copied. */
export class DeviceClock {
  readonly #stamps: GPUQuerySet;
  readonly #resolved: GPUBuffer;
  readonly #result: GPUBuffer;

  constructor(private readonly gpu: Gpu) {
    this.#stamps = gpu.device.createQuerySet({ type: 'timestamp', count: STAMPS });
    this.#resolved = gpu.pool.take(BYTES, USAGE.queryResolve | USAGE.copySource);
    this.#result = gpu.pool.take(BYTES, USAGE.mapRead | USAGE.copyTarget);
  }

  get around(): GPUComputePassDescriptor {
    return {
      timestampWrites: {
        querySet: this.#stamps,
        beginningOfPassWriteIndex: 0,
        endOfPassWriteIndex: 1,
      },
    };
  }

  /** Takes the last one, and brings all within the host's reach. */
  mark(encoder: GPUCommandEncoder): void {
    encoder.beginComputePass({ timestampWrites: { querySet: this.#stamps, endOfPassWriteIndex: 2 } }).end();
    encoder.resolveQuerySet(this.#stamps, 0, STAMPS, this.#resolved, 0);
    encoder.copyBufferToBuffer(this.#resolved, 0, this.#result, 0, BYTES);
  }

  async read(): Promise<{ readonly computeMs: number; readonly copyMs: number }> {
    await this.#result.mapAsync(MAP_MODE.read, 0, BYTES);
    const [begun = 0n, computed = 0n, copied = 0n] = new BigUint64Array(
      this.#result.getMappedRange(0, BYTES),
    );
    // Some drivers let stamps of one queue run backwards; no time is less than none.
    const msBetween = (from: bigint, to: bigint) => (to > from ? Number(to - from) / NANOSECONDS : 0);
    return { computeMs: msBetween(begun, computed), copyMs: msBetween(computed, copied) };
  }

  release(): void {
    this.#result.unmap();
    this.#stamps.destroy();
    this.gpu.pool.give(this.#resolved);
    this.gpu.pool.give(this.#result);
  }
}
