import { CUDA_OUT_OF_MEMORY, CUDA_SUCCESS } from '../driver/cuda-error.js';
import type { Driver } from '../driver/driver.js';
import { DeviceOutOfMemoryError } from './device-out-of-memory-error.js';
import { FreeRanges } from './free-ranges.js';

/** What cuMemAlloc aligns to, and more than float4 loads want. */
const ALIGNMENT = 256;
/** Smaller requests share chunks: an index has thousands of lists, and each cuMemAlloc takes its time. */
const CHUNK_BYTES = 32 * 2 ** 20;
const LARGEST_SHARED = CHUNK_BYTES / 4;

interface Chunk {
  readonly address: bigint;
  readonly ranges: FreeRanges;
}

interface Piece {
  readonly bytes: number;
  readonly chunk?: Chunk;
}

/**
 * Memory of the device, kept for the next request of the same size: blocks of a streamed set come and go. What is given
 * back must be out of use on the device.
 */
export class DevicePool {
  readonly #chunks: Chunk[] = [];
  readonly #taken = new Map<bigint, Piece>();
  /** Whole allocations nobody uses, by their size. */
  readonly #idle = new Map<number, bigint[]>();

  constructor(private readonly driver: Driver) {}

  /** @throws DeviceOutOfMemoryError */
  take(wanted: number): bigint {
    const bytes = Math.max(1, Math.ceil(wanted / ALIGNMENT)) * ALIGNMENT;
    if (bytes <= LARGEST_SHARED) return this.#share(bytes);
    const address = this.#idle.get(bytes)?.pop() ?? this.#allocate(bytes);
    this.#taken.set(address, { bytes });
    return address;
  }

  give(address: bigint): void {
    const piece = this.#taken.get(address);
    if (piece === undefined) throw new RangeError(`expected memory of the pool, got ${address}`);
    this.#taken.delete(address);
    const { bytes, chunk } = piece;
    if (chunk !== undefined) chunk.ranges.give(Number(address - chunk.address), bytes);
    else this.#idle.set(bytes, [...(this.#idle.get(bytes) ?? []), address]);
  }

  /** Bytes to be had: those the driver has, and those that nobody uses here. */
  get freeBytes(): number {
    let bytes = this.#driverFree();
    for (const [size, addresses] of this.#idle) bytes += size * addresses.length;
    return bytes;
  }

  /** Frees all, in use or not. */
  destroy(): void {
    this.#freeIdle();
    for (const [address, { chunk }] of this.#taken) {
      if (chunk === undefined) this.driver.call('cuMemFree_v2', address);
    }
    for (const { address } of this.#chunks.splice(0)) this.driver.call('cuMemFree_v2', address);
    this.#taken.clear();
  }

  #share(bytes: number): bigint {
    for (const chunk of this.#chunks) {
      const start = chunk.ranges.take(bytes);
      if (start !== undefined) return this.#takeOf(chunk, start, bytes);
    }
    const chunk = { address: this.#allocate(CHUNK_BYTES), ranges: new FreeRanges(CHUNK_BYTES) };
    this.#chunks.push(chunk);
    return this.#takeOf(chunk, chunk.ranges.take(bytes) ?? 0, bytes);
  }

  #takeOf(chunk: Chunk, start: number, bytes: number): bigint {
    const address = chunk.address + BigInt(start);
    this.#taken.set(address, { bytes, chunk });
    return address;
  }

  #allocate(bytes: number): bigint {
    const out = new BigUint64Array(new ArrayBuffer(8));
    let result = this.driver.result('cuMemAlloc_v2', out, bytes);
    if (result === CUDA_OUT_OF_MEMORY) {
      this.#freeIdle();
      result = this.driver.result('cuMemAlloc_v2', out, bytes);
    }
    if (result === CUDA_SUCCESS) return out[0] ?? 0n;
    const cause = this.driver.error('cuMemAlloc_v2', result);
    if (result !== CUDA_OUT_OF_MEMORY) throw cause;
    throw new DeviceOutOfMemoryError(bytes, this.#driverFree(), { cause });
  }

  #freeIdle(): void {
    for (const addresses of this.#idle.values()) {
      for (const address of addresses) this.driver.call('cuMemFree_v2', address);
    }
    this.#idle.clear();
  }

  #driverFree(): number {
    const free = new BigUint64Array(new ArrayBuffer(8));
    const total = new BigUint64Array(new ArrayBuffer(8));
    this.driver.call('cuMemGetInfo_v2', free, total);
    return Number(free[0] ?? 0n);
  }
}
