import { PARTS, type Part, type Timeline } from '../backends/backend.js';
import type { PartsMs } from '../results/events.js';
import type { Clock } from './clock.js';

const NOTHING: PartsMs = { load: 0, compile: 0, compute: 0, readback: 0 };

/** The timeline lent to a backend: adds up its parts until they are taken. */
export class PartTimer implements Timeline {
  #parts: Record<Part, number> = { ...NOTHING };

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

  /** The parts since the last call. */
  take(): PartsMs {
    const taken = this.#parts;
    this.#parts = { ...NOTHING };
    return taken;
  }
}

/** Parts of one of `count` equal pieces of work timed together. */
export function dividedParts(parts: PartsMs, count: number): PartsMs {
  const divided = { ...parts };
  for (const part of PARTS) divided[part] /= count;
  return divided;
}
