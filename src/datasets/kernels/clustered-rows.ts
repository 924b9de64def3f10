import { type NormalTable, normalVariate } from './normal-table.js';
import { fillWords, type StreamKey } from './row-stream.js';

/** A Gaussian mixture: components equally likely, each with the same deviation along every axis. */
export interface Mixture {
  /** Row-major, one row of `d` a component. */
  readonly centres: Float32Array;
  readonly spread: number;
}

/** Row `row` of the mixture into `out` from `at`. `words` has `d + 1` words, of which the first chooses the component. */
export function mixtureRow(
  key: StreamKey,
  row: number,
  { centres, spread }: Mixture,
  table: NormalTable,
  words: Uint32Array,
  out: Float32Array,
  at: number,
): void {
  const d = words.length - 1;
  fillWords(key, row, words);
  const centre = (words[0] % (centres.length / d)) * d;
  for (let j = 0; j < d; j++) {
    out[at + j] = centres[centre + j] + spread * normalVariate(table, words[j + 1]);
  }
}

/** Moves the vector at `at` by `offset` along every axis, up or down as the first bit of its word says. */
export function displace(words: Uint32Array, offset: number, out: Float32Array, at: number): void {
  for (let j = 0; j < words.length; j++) out[at + j] += offset * (1 - ((words[j] >>> 31) << 1));
}
