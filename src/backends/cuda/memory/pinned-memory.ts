import { totalmem } from 'node:os';
import { CUDA_SUCCESS } from '../driver/cuda-error.js';
import type { Driver } from '../driver/driver.js';

/** Pinning takes longer than copying what is smaller. */
const SMALLEST_BYTES = 2 ** 20;
/** The system cannot swap pinned memory out, nor use it for anything else. */
const SHARE_OF_HOST = 1 / 4;

/**
 * Host memory that the device copies from by itself, while the host does something else. It lives as long as arrays
 * that lie in it, which only the garbage collector can tell. What is small, or beyond a quarter of the host's memory, is
 * ordinary memory, that the driver copies from as well but at its own pace.
 */
export class PinnedMemory {
  readonly #held = new WeakSet<ArrayBufferLike>();
  /** Buffers that were copied from before: those of a streamed set, which come again and again. */
  readonly #seen = new WeakSet<ArrayBufferLike>();
  readonly #collected = new FinalizationRegistry<{ readonly address: bigint; readonly bytes: number }>(
    ({ address, bytes }) => {
      this.#bytes -= bytes;
      // Nobody is there to hear of an error; one that is sticky shows at the next call.
      if (!this.driver.isLost) this.driver.result('cuMemFreeHost', address);
    },
  );
  #bytes = 0;

  constructor(
    private readonly driver: Driver,
    private readonly mostBytes = totalmem() * SHARE_OF_HOST,
    private readonly leastBytes = SMALLEST_BYTES,
  ) {}

  allocate(length: number): Float32Array {
    const bytes = length * Float32Array.BYTES_PER_ELEMENT;
    if (bytes < this.leastBytes || this.#bytes + bytes > this.mostBytes) return new Float32Array(length);
    const address = new BigUint64Array(new ArrayBuffer(8));
    // The system may refuse to pin what it would still give; a sticky error shows at the next call.
    if (this.driver.result('cuMemHostAlloc', address, bytes, 0) !== CUDA_SUCCESS)
      return new Float32Array(length);
    const at = address[0] ?? 0n;
    const buffer = this.driver.koffi.view(at, bytes);
    this.#bytes += bytes;
    this.#held.add(buffer);
    this.#collected.register(buffer, { address: at, bytes });
    return new Float32Array(buffer);
  }

  /** Whether rows lie in pinned memory that had other rows before: the next of a streamed set. */
  isStreamed(rows: Float32Array): boolean {
    if (!this.#held.has(rows.buffer)) return false;
    if (this.#seen.has(rows.buffer)) return true;
    this.#seen.add(rows.buffer);
    return false;
  }
}
