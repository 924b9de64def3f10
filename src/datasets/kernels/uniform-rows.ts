import { fillWords, type StreamKey } from './row-stream.js';

const STEP = 5.9604644775390625e-8; // 2^-24

/** Row `row` of uniform values in [0, 1), each a multiple of 2^-24, into `out` from `at`. `words` has one word a value. */
export function uniformRow(
  key: StreamKey,
  row: number,
  words: Uint32Array,
  out: Float32Array,
  at: number,
): void {
  fillWords(key, row, words);
  for (let j = 0; j < words.length; j++) out[at + j] = (words[j] >>> 8) * STEP;
}
