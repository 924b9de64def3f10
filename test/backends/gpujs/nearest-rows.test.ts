import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NearestRows } from '../../../src/backends/gpujs/kernels/nearest-rows.js';

function select(values: readonly number[], sign: 1 | -1, k: number): number[] {
  const rows = new Int32Array(k + 2).fill(-7);
  new NearestRows(k).select(Float32Array.from(values), sign, rows, 1);
  expect([rows[0], rows[k + 1]]).toEqual([-7, -7]);
  return Array.from(rows.subarray(1, k + 1)).sort((a, b) => a - b);
}

/** Sorts all of it. */
function nearest(values: readonly number[], sign: 1 | -1, k: number): number[] {
  const score = (i: number) => (Number.isNaN(values[i]) ? Number.POSITIVE_INFINITY : sign * (values[i] ?? 0));
  const order = (a: number, b: number) => (score(a) === score(b) ? a - b : score(a) - score(b));
  return values
    .map((_, i) => i)
    .sort(order)
    .slice(0, k)
    .sort((a, b) => a - b);
}

describe('the nearest rows', () => {
  it('are those of a full sort, ties by the smaller row, infinities and NaN last', () => {
    const value = fc.oneof(
      { weight: 8, arbitrary: fc.integer({ min: -4, max: 4 }) },
      fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0),
    );
    const cases = fc
      .array(value, { minLength: 1, maxLength: 60 })
      .chain((values) => fc.tuple(fc.constant(values), fc.integer({ min: 1, max: values.length })));
    fc.assert(
      fc.property(cases, fc.constantFrom<1 | -1>(1, -1), ([values, k], sign) => {
        expect(select(values, sign, k)).toEqual(nearest(values, sign, k));
      }),
    );
  });

  it('start from nothing at every call', () => {
    const rows = new Int32Array(4);
    const kept = new NearestRows(2);
    kept.select(Float32Array.of(1, 2, 3), 1, rows, 0);
    kept.select(Float32Array.of(9, 8, 7), 1, rows, 2);
    expect(Array.from(rows.subarray(2)).sort()).toEqual([1, 2]);
  });
});
