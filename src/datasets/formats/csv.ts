import { CsvSource } from './csv-source.js';
import type { VectorFormat } from './vector-format.js';
import { writeBlocks } from './write-blocks.js';

/** The shortest decimal that float32 rounds back to the same number. */
function shortest(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e9) return String(value);
  for (let digits = 6; digits < 9; digits++) {
    const text = value.toPrecision(digits);
    if (Math.fround(Number(text)) === value) return String(Number(text));
  }
  return String(Number(value.toPrecision(9)));
}

function block(rows: Float32Array, d: number): Uint8Array {
  const lines: string[] = [];
  for (let row = 0; row < rows.length; row += d) {
    lines.push(Array.from(rows.subarray(row, row + d), shortest).join());
  }
  return Buffer.from(`${lines.join('\n')}\n`);
}

/** Delimited text of numbers, with a header or without. Written with a header `x0,x1,...`. */
export const format: VectorFormat = {
  open: (path, member) => CsvSource.open(path, member),
  write: (path, source) =>
    writeBlocks(path, source, {
      head: (_, d) => Buffer.from(`${Array.from({ length: d }, (_, i) => `x${i}`).join()}\n`),
      block,
    }),
};
