import { nextDouble, nextUpTo, seedByInteger } from '../../stats/kernels/mt19937.js';
import { Mt19937Stream } from '../kernels/mt19937-stream.js';
import { countPairs, polarPairs } from './kernels/polar.js';

/** Two uniforms each, so that a batch is 16 whole blocks of 624 words. */
const ATTEMPTS_AT_ONCE = 2496;

/** What `restore` goes back to; 2.5 KB. */
export interface RandomStateSnapshot {
  readonly key: Int32Array;
  readonly position: number;
  readonly spare: number | undefined;
}

/**
 * NumPy's legacy generator, `numpy.random.RandomState(seed)` or the functions after `numpy.random.seed(seed)`, to the bit.
 *
 * Uniform numbers and permutations hold no floating-point freedom. Normal ones take a logarithm, for which NumPy asks
 * the C library: here it is rounded to nearest, so that about one float64 in 2,700 differs in its last bit from
 * NumPy on glibc, and practically none once rounded to float32.
 */
export class LegacyRandomState {
  readonly #stream = new Mt19937Stream();
  readonly #uniforms = new Float64Array(2 * ATTEMPTS_AT_ONCE);
  /** The second number of a pair, when only the first was asked for. */
  #spare: number | undefined;

  /** @param seed 0 to 2^32 - 1 */
  constructor(seed: number) {
    if (!Number.isInteger(seed) || seed < 0 || seed > 0xffffffff) {
      throw new RangeError(`expected a seed between 0 and 4294967295, got ${seed}`);
    }
    seedByInteger(this.#stream, seed);
  }

  /** `random_sample()`: uniform on [0, 1) with 53 random bits. */
  random(): number {
    return nextDouble(this.#stream);
  }

  /** `rand(into.length)`, rounded to float32 where `into` is a Float32Array. */
  rand(into: Float32Array | Float64Array): void {
    this.#stream.uniform(into);
  }

  /** `randn(into.length)`, rounded to float32 where `into` is a Float32Array. */
  randn(into: Float32Array | Float64Array): void {
    let at = 0;
    if (this.#spare !== undefined && into.length > 0) {
      into[at++] = this.#spare;
      this.#spare = undefined;
    }
    // As many attempts as pairs are missing: never a word more than NumPy would have drawn.
    while (into.length - at > 1)
      at = polarPairs(this.#uniforms, this.#attempt((into.length - at) >> 1), into, at);
    if (at < into.length) into[at] = this.#firstOfPair();
  }

  /** Leaves out what `rand(count)` would give. */
  skipRand(count: number): void {
    this.#stream.skip(2 * count);
  }

  /** Leaves out what `randn(count)` would give. */
  skipRandn(count: number): void {
    let left = count;
    if (this.#spare !== undefined && left > 0) {
      left--;
      this.#spare = undefined;
    }
    while (left > 1) left -= 2 * countPairs(this.#uniforms, this.#attempt(Math.floor(left / 2)));
    if (left === 1) this.#firstOfPair();
  }

  /** `permutation(n)`: the numbers below n in random order. */
  permutation(n: number): Int32Array {
    const order = Int32Array.from({ length: n }, (_, i) => i);
    for (let i = n - 1; i > 0; i--) {
      const other = nextUpTo(this.#stream, i);
      const kept = order[i] ?? 0;
      order[i] = order[other] ?? 0;
      order[other] = kept;
    }
    return order;
  }

  /** `choice(n, k, replace=False)`: the head of a whole permutation, as NumPy draws it. */
  choice(n: number, k: number): Int32Array {
    if (k > n) throw new RangeError(`expected at most ${n} of ${n} numbers without replacement, got ${k}`);
    return this.permutation(n).slice(0, k);
  }

  save(): RandomStateSnapshot {
    return { key: this.#stream.key.slice(), position: this.#stream.position, spare: this.#spare };
  }

  restore(snapshot: RandomStateSnapshot): void {
    this.#stream.key.set(snapshot.key);
    this.#stream.position = snapshot.position;
    this.#spare = snapshot.spare;
  }

  /** Draws the uniforms of at most `pairs` attempts; returns how many. */
  #attempt(pairs: number): number {
    const attempts = Math.min(pairs, ATTEMPTS_AT_ONCE);
    this.#stream.uniform(this.#uniforms.subarray(0, 2 * attempts));
    return attempts;
  }

  #firstOfPair(): number {
    const pair = new Float64Array(2);
    while (polarPairs(this.#uniforms, this.#attempt(1), pair, 0) === 0);
    this.#spare = pair[1];
    return pair[0] ?? 0;
  }
}
