import { setImmediate } from 'node:timers/promises';
import { CUDA_NOT_READY, CUDA_SUCCESS } from './cuda-error.js';
import type { Driver } from './driver.js';

/** Points in the work of a stream, to wait for and to measure between. They are kept and used again. */
export class Events {
  readonly #all: bigint[] = [];
  readonly #spare: bigint[] = [];

  constructor(private readonly driver: Driver) {}

  /** An event that happens when all that was enqueued before has been done. */
  record(stream: bigint): bigint {
    let event = this.#spare.pop();
    if (event === undefined) {
      event = this.driver.handle('cuEventCreate', 0);
      this.#all.push(event);
    }
    this.driver.call('cuEventRecord', event, stream);
    return event;
  }

  /** Resolves when it has happened. Asked again and again between other work of the event loop, which lives on. */
  async happened(event: bigint): Promise<void> {
    for (;;) {
      const result = this.driver.result('cuEventQuery', event);
      if (result === CUDA_SUCCESS) return;
      if (result !== CUDA_NOT_READY) throw this.driver.error('cuEventQuery', result);
      await setImmediate();
    }
  }

  /** Milliseconds of the device's clock between two that have happened. */
  elapsedMs(from: bigint, to: bigint): number {
    const ms = new Float32Array(new ArrayBuffer(4));
    this.driver.call('cuEventElapsedTime', ms, from, to);
    return ms[0] ?? Number.NaN;
  }

  /** Makes what is enqueued in `stream` from now on wait for the event. */
  delay(stream: bigint, event: bigint): void {
    this.driver.call('cuStreamWaitEvent', stream, event, 0);
  }

  reuse(...events: readonly bigint[]): void {
    this.#spare.push(...events);
  }

  destroy(): void {
    for (const event of this.#all.splice(0)) this.driver.call('cuEventDestroy_v2', event);
  }
}
