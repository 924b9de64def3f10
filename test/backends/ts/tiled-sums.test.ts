import { describe, expect, it } from 'vitest';
import { dot, l1 } from '../../../src/backends/shared/kernels/exact-distance.js';
import { TiledSums } from '../../../src/backends/ts/kernels/tiled-sums.js';
import { realRows } from '../../conformance/vectors.js';

/** Sums of every row with every query, row-major `queries * n`, whatever order the tasks are done in. */
function allSums(n: number, d: number, queryCount: number, manhattan: boolean, backwards: boolean) {
  const rows = realRows(n, d, 1).data;
  const queries = realRows(queryCount, d, 2).data;
  const sums = new TiledSums(rows, n, d, queries, queryCount, manhattan);
  const all = new Float64Array(n * queryCount);
  const run = new Float64Array(sums.chunkRows);
  for (let i = 0; i < sums.tasks; i++) {
    sums.compute(backwards ? sums.tasks - 1 - i : i);
    for (let q = 0; q < sums.queryCount; q++) {
      sums.sumsOf(q, run);
      all.set(run.subarray(0, sums.rowCount), (sums.firstQuery + q) * n + sums.firstRow);
    }
  }
  return { rows, queries, all };
}

/** Bit by bit, and faster than comparing one by one. */
function sameBits(a: Float64Array, b: Float64Array): boolean {
  return Buffer.from(a.buffer).equals(Buffer.from(b.buffer));
}

describe('tiled sums', () => {
  // Odd numbers of rows and queries, one and several chunks, groups and parts of a vector.
  it.each([
    [1, 1, 1],
    [1, 2500, 1],
    [301, 3, 1],
    [35, 784, 1],
    [7, 3, 2],
    [513, 3, 131],
    [61, 784, 5],
    [35, 1024, 67],
    [33, 1025, 3],
    [19, 2500, 33],
  ])('of %i rows of d = %i with %i queries are, to the last bit, those of the exact distances', (n, d, count) => {
    for (const [manhattan, distance, sign] of [
      [false, dot, -1],
      [true, l1, 1],
    ] as const) {
      const { rows, queries, all } = allSums(n, d, count, manhattan, false);
      const expected = new Float64Array(all.length);
      for (let q = 0; q < count; q++) {
        for (let i = 0; i < n; i++) expected[q * n + i] = sign * distance(queries, q * d, rows, i * d, d);
      }
      expect(sameBits(all, expected)).toBe(true);
    }
  });

  it('do not depend on the order of the tasks', () => {
    for (const [n, d, queries, manhattan] of [
      [300, 100, 300, false],
      [50, 2050, 80, true],
      [70, 2050, 1, true],
    ] as const) {
      const [forwards, backwards] = [false, true].map(
        (turned) => allSums(n, d, queries, manhattan, turned).all,
      );
      expect(forwards && backwards && sameBits(forwards, backwards)).toBe(true);
    }
  });
});
