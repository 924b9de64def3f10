import { setImmediate } from 'node:timers/promises';
import type { VectorSource } from '../../backends/backend.js';
import { checkRowRange } from '../row-range.js';

/** Writes row `row` into `out` from `at`. */
export type RowWriter = (row: number, out: Float32Array, at: number) => void;

/** Values made before others get a turn: some ten milliseconds. */
const VALUES_PER_TURN = 1 << 20;

/** Vectors that are made when they are read, so that any number of them takes no memory. */
export function generatedSource(
  shape: Pick<VectorSource, 'identity' | 'n' | 'd'>,
  writeRow: RowWriter,
): VectorSource {
  const { identity, n, d } = shape;
  const rowsPerTurn = Math.max(1, Math.floor(VALUES_PER_TURN / d));
  return {
    identity,
    n,
    d,
    async read(start, count, into) {
      checkRowRange(shape, start, count, into);
      for (let i = 0; i < count; i++) {
        if (i > 0 && i % rowsPerTurn === 0) await setImmediate();
        writeRow(start + i, into, i * d);
      }
    },
    async close() {},
  };
}
