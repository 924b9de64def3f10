import type { Timeline } from '../backend.js';
import type { Device } from './driver/device.js';
import { Events } from './driver/events.js';
import { DevicePool } from './memory/device-pool.js';
import { PinnedMemory } from './memory/pinned-memory.js';

/** Streams of their own, without the waiting for each other that the default stream has. */
const NON_BLOCKING = 1;

/** What one engine works with: a stream that copies, one that computes, and memory. */
export class Workbench {
  readonly copying: bigint;
  readonly computing: bigint;
  readonly pool: DevicePool;
  readonly events: Events;
  readonly pinned: PinnedMemory;
  #isClosed = false;

  constructor(
    readonly device: Device,
    readonly timeline: Timeline,
  ) {
    const { driver } = device;
    this.copying = driver.handle('cuStreamCreate', NON_BLOCKING);
    this.computing = driver.handle('cuStreamCreate', NON_BLOCKING);
    this.pool = new DevicePool(driver);
    this.events = new Events(driver);
    this.pinned = new PinnedMemory(driver);
  }

  /** Copies to the device. Of memory that is not pinned it returns when that may be used again. */
  copyIn(to: bigint, from: Float32Array | Int32Array, stream = this.computing): void {
    this.device.driver.call('cuMemcpyHtoDAsync_v2', to, from, from.byteLength, stream);
  }

  /** Copies to the host what the computing stream has made; returns when it is there. */
  copyOut(to: Float32Array | Float64Array | Int32Array | Uint32Array, from: bigint): void {
    this.device.driver.call('cuMemcpyDtoHAsync_v2', to, from, to.byteLength, this.computing);
  }

  /** Nothing can be freed on a GPU that is lost; its memory ends with the process. */
  close(): void {
    if (this.#isClosed || this.device.driver.isLost) return;
    this.#isClosed = true;
    const { driver } = this.device;
    driver.call('cuStreamDestroy_v2', this.copying);
    driver.call('cuStreamDestroy_v2', this.computing);
    this.events.destroy();
    this.pool.destroy();
  }
}
