/*
 * One stream of random words per row, so that any row can be made without those before it. Only 32-bit integer
 * operations: the words are the same on every platform.
 */

/** Four words that name a family of streams. */
export type StreamKey = Int32Array;

/** The finaliser of MurmurHash3 (Appleby): a bijection of 32-bit words that avalanches. */
function mix(word: number): number {
  word ^= word >>> 16;
  word = Math.imul(word, 0x85ebca6b);
  word ^= word >>> 13;
  word = Math.imul(word, 0xc2b2ae35);
  return word ^ (word >>> 16);
}

/** The key of the streams of one kind of data under one seed (a whole number from 0 to 2^53 - 1). */
export function streamKey(kind: number, stream: number, seed: number): StreamKey {
  const words = [kind, stream, seed % 0x100000000, Math.floor(seed / 0x100000000)];
  return Int32Array.from([0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344], (start) =>
    words.reduce((hash, word) => Math.imul(hash ^ mix(word + 0x9e3779b9), 0x2c1b3c6d) + start, start),
  ).map(mix);
}

/**
 * Fills `words` with the stream of `row`: xoshiro128** (Blackman and Vigna), started from four hashes of the row of
 * which each is a bijection, so that no two rows below 2^32 begin alike.
 */
export function fillWords(key: StreamKey, row: number, words: Uint32Array): void {
  let s0 = mix(row ^ key[0]);
  let s1 = mix((s0 + key[1]) | 0);
  let s2 = mix(s1 ^ key[2]);
  let s3 = mix((s2 + key[3]) | 0);
  // The state of zeros is the one the generator never leaves.
  if ((s0 | s1 | s2 | s3) === 0) s0 = 1;
  for (let i = 0; i < words.length; i++) {
    const scrambled = Math.imul(s1, 5);
    words[i] = Math.imul((scrambled << 7) | (scrambled >>> 25), 9);
    const shifted = s1 << 9;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= shifted;
    s3 = (s3 << 11) | (s3 >>> 21);
  }
}
