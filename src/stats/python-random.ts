import { log } from './kernels/log.js';
import { type Mt19937, nextBits, nextDouble, STATE_WORDS, seedByArray } from './kernels/mt19937.js';

/** The 32-bit words of a non-negative integer, least significant first; at least one. */
function wordsOf(value: bigint): Uint32Array {
  const words: number[] = [];
  for (let rest = value; rest > 0n; rest >>= 32n) words.push(Number(rest & 0xffffffffn));
  return Uint32Array.from(words.length === 0 ? [0] : words);
}

/** CPython's `random.Random(seed)` for an integer seed, whose sign does not matter. */
export class PythonRandom {
  readonly #state: Mt19937 = { key: new Int32Array(STATE_WORDS), position: STATE_WORDS };

  constructor(seed: number | bigint) {
    const value = BigInt(seed);
    seedByArray(this.#state, wordsOf(value < 0n ? -value : value));
  }

  /** `random()`: uniform on [0, 1) with 53 random bits. */
  random(): number {
    return nextDouble(this.#state);
  }

  /** `expovariate(rate)`: exponential with mean 1 / rate. */
  expovariate(rate: number): number {
    return -log(1 - this.random()) / rate;
  }

  /** `choice(items)`, of at least one and fewer than 2^32. */
  choice<T>(items: readonly T[]): T {
    const bits = 32 - Math.clz32(items.length);
    for (;;) {
      const item = items[nextBits(this.#state, bits)];
      if (item !== undefined) return item;
    }
  }
}
