import type { Clock } from '../../src/harness/clock.js';

/** A clock that moves by hand. */
export class FakeClock implements Clock {
  #ms = 1000;

  now(): number {
    return this.#ms;
  }

  advance(ms: number): void {
    this.#ms += ms;
  }
}
