import type { VectorSource } from '../../src/backends/backend.js';

/** Rows `start .. start + count` of a source in an array of their own. */
export async function readRows(
  source: VectorSource,
  start = 0,
  count = source.n - start,
): Promise<Float32Array> {
  const rows = new Float32Array(count * source.d);
  await source.read(start, count, rows);
  return rows;
}
