import { type NormalTable, normalVariate } from './normal-table.js';
import { fillWords, type StreamKey } from './row-stream.js';

/** Row `row` of standard normal values into `out` from `at`. `words` has one word a value. */
export function gaussianRow(
  key: StreamKey,
  row: number,
  table: NormalTable,
  words: Uint32Array,
  out: Float32Array,
  at: number,
): void {
  fillWords(key, row, words);
  for (let j = 0; j < words.length; j++) out[at + j] = normalVariate(table, words[j]);
}
