import type { Workbench } from '../workbench.js';

/** Memory of the device that a call needs while it runs, given back when the call is over. */
export class Scratch {
  readonly #taken: bigint[] = [];

  constructor(private readonly bench: Workbench) {}

  take(bytes: number): bigint {
    const address = this.bench.pool.take(bytes);
    this.#taken.push(address);
    return address;
  }

  /** Floats of as many rows, zero-padded as rows are. */
  put(values: Float32Array | Int32Array): bigint {
    const address = this.take(values.byteLength);
    this.bench.copyIn(address, values);
    return address;
  }

  give(): void {
    for (const address of this.#taken.splice(0)) this.bench.pool.give(address);
  }
}

/** Lends scratch memory to `work`. If that fails, what it enqueued must be over before others get its memory. */
export async function withScratch<T>(bench: Workbench, work: (scratch: Scratch) => Promise<T>): Promise<T> {
  const scratch = new Scratch(bench);
  try {
    const result = await work(scratch);
    scratch.give();
    return result;
  } catch (error) {
    const { driver } = bench.device;
    if (!driver.isLost) {
      await bench.events.happened(bench.events.record(bench.computing)).then(
        () => scratch.give(),
        // What was wrong before is what counts.
        () => {},
      );
    }
    throw error;
  }
}
