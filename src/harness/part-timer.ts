import type { Part, Timeline } from '../backends/backend.js';
import type { PartsMs } from '../results/events.js';
import type { Clock } from './clock.js';

const NOTHING: Record<Part, number> = { wait: 0, load: 0, compile: 0, compute: 0, readback: 0 };

/** The timeline lent to a backend: adds up its parts until they are taken. */
export class PartTimer implements Timeline {
  #parts: Record<Part, number> = { ...NOTHING };
  #readMs: number | undefined;

  constructor(private readonly clock: Clock) {}

  time<T>(part: Part, work: () => T): T {
    const started = this.clock.now();
    const finish = () => this.add(part, this.clock.now() - started);
    let result: T;
    try {
      result = work();
    } catch (error) {
      finish();
      throw error;
    }
    if (result instanceof Promise) return result.finally(finish) as T;
    finish();
    return result;
  }

  add(part: Part, ms: number): void {
    this.#parts[part] += ms;
  }

  async reading<T>(work: () => Promise<T>): Promise<T> {
    const started = this.clock.now();
    try {
      return await work();
    } finally {
      this.#readMs = (this.#readMs ?? 0) + this.clock.now() - started;
    }
  }

  /** The parts since the last call. */
  take(): PartsMs {
    const { wait, ...parts } = this.#parts;
    const read = this.#readMs;
    this.#parts = { ...NOTHING };
    this.#readMs = undefined;
    return read === undefined ? parts : { read, wait, ...parts };
  }
}

/** Parts of one of `count` equal pieces of work timed together. */
export function dividedParts(parts: PartsMs, count: number): PartsMs {
  const share = (ms: number) => ms / count;
  const { read, wait, load, compile, compute, readback } = parts;
  return {
    ...(read !== undefined && { read: share(read) }),
    ...(wait !== undefined && { wait: share(wait) }),
    load: share(load),
    compile: share(compile),
    compute: share(compute),
    readback: share(readback),
  };
}
