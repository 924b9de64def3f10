import type { VectorSource } from '../../backend.js';
import { randomRows } from '../kmeans/random-rows.js';

/** As many as K-Means needs for centroids that more rows would hardly move (the least that FAISS asks for is 39). */
const ROWS_PER_LIST = 40;

/** Rows to train centroids on, chosen at random and in the order of the source. */
export async function trainingRows(
  source: VectorSource,
  nlist: number,
  uniform: () => number,
): Promise<Float32Array> {
  const { n, d } = source;
  const count = Math.min(n, ROWS_PER_LIST * nlist);
  const rows = new Float32Array(count * d);
  if (count === n) {
    await source.read(0, n, rows);
    return rows;
  }
  const chosen = Int32Array.from(randomRows(n, count, uniform)).sort();
  for (const [i, row] of chosen.entries()) await source.read(row, 1, rows.subarray(i * d, (i + 1) * d));
  return rows;
}
