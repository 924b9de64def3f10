/**
 * The Mersenne Twister MT19937 of Matsumoto and Nishimura (ACM TOMACS 8, 1998), whose words every seeded experiment
 * in NumPy's legacy interface and in Python's `random` is made of.
 */

export const STATE_WORDS = 624;
const LAG = 397;
const MATRIX = 0x9908b0df | 0;
const UPPER = 0x80000000 | 0;
const LOWER = 0x7fffffff;

/** The last block of 624 words, before tempering, and how many of them were handed out. */
export interface Mt19937 {
  /** Signed, because bitwise arithmetic in JavaScript is: the bits are those of the unsigned words. */
  readonly key: Int32Array;
  position: number;
}

/** `init_genrand` of the reference code: a linear congruential sequence from one 32-bit word. */
export function seedByInteger(state: Mt19937, seed: number): void {
  const { key } = state;
  let word = seed | 0;
  key[0] = word;
  for (let i = 1; i < STATE_WORDS; i++) {
    word = (Math.imul(1812433253, word ^ (word >>> 30)) + i) | 0;
    key[i] = word;
  }
  state.position = STATE_WORDS;
}

/** `init_by_array` of the reference code: mixes any number of 32-bit words into the state. */
export function seedByArray(state: Mt19937, words: Uint32Array): void {
  seedByInteger(state, 19650218);
  const { key } = state;
  let i = 1;
  let j = 0;
  const turn = () => {
    if (++i < STATE_WORDS) return;
    key[0] = key[STATE_WORDS - 1];
    i = 1;
  };
  for (let step = Math.max(STATE_WORDS, words.length); step > 0; step--) {
    const before = key[i - 1];
    key[i] = (key[i] ^ Math.imul(before ^ (before >>> 30), 1664525)) + words[j] + j;
    turn();
    if (++j === words.length) j = 0;
  }
  for (let step = STATE_WORDS - 1; step > 0; step--) {
    const before = key[i - 1];
    key[i] = (key[i] ^ Math.imul(before ^ (before >>> 30), 1566083941)) - i;
    turn();
  }
  key[0] = UPPER;
}

function recur(lagged: number, here: number, next: number): number {
  return lagged ^ (((here & UPPER) | (next & LOWER)) >>> 1) ^ (-(next & 1) & MATRIX);
}

/** Replaces the block of 624 words by the next one. */
export function twist(key: Int32Array): void {
  const wrap = STATE_WORDS - LAG;
  for (let i = 0; i < wrap; i++) key[i] = recur(key[i + LAG], key[i], key[i + 1]);
  for (let i = wrap; i < STATE_WORDS - 1; i++) key[i] = recur(key[i - wrap], key[i], key[i + 1]);
  key[STATE_WORDS - 1] = recur(key[LAG - 1], key[STATE_WORDS - 1], key[0]);
}

/** The output word of a state word, as a signed integer. */
function temper(word: number): number {
  word ^= word >>> 11;
  word ^= (word << 7) & 0x9d2c5680;
  word ^= (word << 15) & 0xefc60000;
  return word ^ (word >>> 18);
}

/** The next output word, 0 to 2^32 - 1. */
function nextUint32(state: Mt19937): number {
  if (state.position === STATE_WORDS) {
    twist(state.key);
    state.position = 0;
  }
  return temper(state.key[state.position++]) >>> 0;
}

/** Uniform on [0, 1) with 53 random bits, from two words: the `genrand_res53` of the reference code. */
export function nextDouble(state: Mt19937): number {
  const high = nextUint32(state) >>> 5;
  const low = nextUint32(state) >>> 6;
  return (high * 2 ** 26 + low) * 2 ** -53;
}

/** The `bits` highest bits (1 to 32) of the next word: Python's `getrandbits`. */
export function nextBits(state: Mt19937, bits: number): number {
  return nextUint32(state) >>> (32 - bits);
}

/** Uniform on 0 to `max` (below 2^32), both included, by masking and rejection as NumPy's legacy interface does. */
export function nextUpTo(state: Mt19937, max: number): number {
  if (max === 0) return 0;
  const mask = 0xffffffff >>> Math.clz32(max);
  let value: number;
  do value = (nextUint32(state) & mask) >>> 0;
  while (value > max);
  return value;
}
