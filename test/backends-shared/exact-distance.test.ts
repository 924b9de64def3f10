import { describe, expect, it } from 'vitest';
import { METRICS, type Metric } from '../../src/backends/backend.js';
import { checkFinite } from '../../src/backends/shared/checked-rows.js';
import { EXACT_DISTANCE } from '../../src/backends/shared/exact-distance.js';
import { rowsOf } from './memory-source.js';

/** The distance of two vectors that lie somewhere inside longer arrays. */
function distance(metric: Metric, a: readonly number[], b: readonly number[]): number {
  const pad = [1e30, -1e30];
  return EXACT_DISTANCE[metric](
    Float32Array.from([...pad, ...a, 7]),
    2,
    Float32Array.from([7, ...b, ...pad]),
    1,
    a.length,
  );
}

describe('EXACT_DISTANCE', () => {
  it.each<[Metric, number[], number[], number]>([
    ['l2', [1, 2], [4, 6], 5],
    ['l2', [3], [-1], 4],
    ['l1', [1, -2], [4, 6], 11],
    ['dot', [1, 2, 3], [4, 5, 6], -32],
    ['dot', [1, 0], [0, 1], 0],
    ['cosine', [3, 4], [6, 8], 0],
    ['cosine', [1, 0], [0, 5], 1],
    ['cosine', [1, 0], [-2, 0], 2],
    ['cosine', [1, 1], [1, 0], 1 - Math.SQRT1_2],
  ])('of %s between %j and %j is %f', (metric, a, b, expected) => {
    expect(distance(metric, a, b)).toBeCloseTo(expected, 15);
  });

  it.each([
    [
      [0, 0],
      [1, 2],
    ],
    [
      [1, 2],
      [0, 0],
    ],
    [
      [0, 0],
      [0, 0],
    ],
  ])('of cosine between %j and %j, one of them without direction, is 1', (a, b) => {
    expect(distance('cosine', a, b)).toBe(1);
  });

  it('neither overflows nor cancels where single precision does', () => {
    expect(distance('l2', [1e38, 1e38], [-1e38, -1e38])).toBeCloseTo(2e38 * Math.SQRT2, -32);
    expect(distance('l2', [16777216, 1], [16777216, 0])).toBe(1);
    expect(distance('cosine', [1e-45, 0], [1e-45, 0])).toBe(0);
  });

  it.each(METRICS)('of %s is the same either way round', (metric) => {
    const a = [0.1, -2.7, 3.3];
    const b = [1.9, 0.4, -0.2];
    expect(distance(metric, a, b)).toBe(distance(metric, b, a));
  });
});

describe('checkFinite', () => {
  const long = (at: number, value: number) => {
    const rows = rowsOf(Array.from({ length: 700 }, () => [1, 2, 3]));
    rows.data[at] = value;
    return rows;
  };

  it('lets pass what is finite, however large or small', () => {
    expect(() => checkFinite(rowsOf([[3.4e38, -3.4e38, 1e-45, -0]]))).not.toThrow();
  });

  it.each([0, 1, 1023, 1024, 1025, 2098, 2099])('finds a value that is not, %i values in', (at) => {
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
      const row = 10 + Math.floor(at / 3);
      expect(() => checkFinite(long(at, value), 10)).toThrow(
        `expected finite vectors, got ${value} at row ${row}, column ${at % 3}`,
      );
    }
  });

  it('finds the first of several, also where they would cancel', () => {
    const rows = long(2000, Number.NEGATIVE_INFINITY);
    rows.data[1999] = Number.POSITIVE_INFINITY;
    expect(() => checkFinite(rows)).toThrow('got Infinity at row 666, column 1');
  });

  it('looks only at the rows, not at what lies behind them', () => {
    const data = Float32Array.from([1, 2, Number.NaN]);
    expect(() => checkFinite({ n: 1, d: 2, data })).not.toThrow();
  });
});
