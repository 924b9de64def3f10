import { setImmediate } from 'node:timers/promises';
import { LegacyRandomState, type RandomStateSnapshot } from './random-state.js';

export const DISTRIBUTIONS = ['uniform', 'normal'] as const;
/** `uniform` as `rand` gives it, `normal` as `randn` does. */
export type Distribution = (typeof DISTRIBUTIONS)[number];

const FIRST_STRIDE = 2 ** 22;
/** 2.5 KB each: 10 MB at most. */
const MOST_SNAPSHOTS = 4096;

/**
 * One long sequence of draws from a seed, readable from anywhere: the generator runs forwards only, so its state
 * is kept every so often as it goes by, and a draw that lies behind is reached from the nearest state before it.
 */
export class LegacyDraws {
  readonly #state: LegacyRandomState;
  readonly #fill: (into: Float32Array) => void;
  readonly #skip: (count: number) => void;
  /** The state before draw `i * stride`. */
  #snapshots: RandomStateSnapshot[];
  #stride = FIRST_STRIDE;
  #at = 0;
  #turn: Promise<void> = Promise.resolve();

  constructor(seed: number, distribution: Distribution) {
    const state = new LegacyRandomState(seed);
    this.#state = state;
    this.#fill = distribution === 'uniform' ? (into) => state.rand(into) : (into) => state.randn(into);
    this.#skip = distribution === 'uniform' ? (n) => state.skipRand(n) : (n) => state.skipRandn(n);
    this.#snapshots = [state.save()];
  }

  /** Fills `into` with draws `first .. first + into.length` as float32. Calls take their turns. */
  read(first: number, into: Float32Array): Promise<void> {
    const done = this.#turn.then(async () => {
      this.#rewind(first);
      await this.#advance(first, this.#skip);
      await this.#advance(first + into.length, (count) => {
        this.#fill(into.subarray(this.#at - first, this.#at - first + count));
      });
    });
    this.#turn = done.catch(() => undefined);
    return done;
  }

  /** Goes back to the last state kept before `target`, unless the generator stands nearer. */
  #rewind(target: number): void {
    const index = Math.min(Math.floor(target / this.#stride), this.#snapshots.length - 1);
    const snapshot = this.#snapshots[index];
    if (snapshot === undefined || (this.#at <= target && this.#at >= index * this.#stride)) return;
    this.#state.restore(snapshot);
    this.#at = index * this.#stride;
  }

  async #advance(target: number, draw: (count: number) => void): Promise<void> {
    while (this.#at < target) {
      const count = Math.min(target, (Math.floor(this.#at / this.#stride) + 1) * this.#stride) - this.#at;
      draw(count);
      this.#at += count;
      this.#keep();
      // Lets interrupts and progress through: a stride takes tens of milliseconds.
      if (this.#at < target) await setImmediate();
    }
  }

  #keep(): void {
    if (this.#at !== this.#snapshots.length * this.#stride) return;
    if (this.#snapshots.length === MOST_SNAPSHOTS) {
      this.#snapshots = this.#snapshots.filter((_, i) => i % 2 === 0);
      this.#stride *= 2;
    }
    if (this.#at === this.#snapshots.length * this.#stride) this.#snapshots.push(this.#state.save());
  }
}
