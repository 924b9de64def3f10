import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lengthOf, productDoubt, sumError } from '../../../src/backends/webgpu/kernels/doubt.js';
import { normRange } from '../../../src/backends/webgpu/kernels/norm-range.js';
import { nthSmallest } from '../../../src/backends/webgpu/kernels/nth-smallest.js';
import { packRows } from '../../../src/backends/webgpu/kernels/pack-rows.js';
import { uniteWindows } from '../../../src/backends/webgpu/kernels/unite-windows.js';
import { realRows } from '../../conformance/vectors.js';

const keys = fc
  .array(fc.float({ noNaN: true, noDefaultInfinity: true }), { minLength: 1, maxLength: 60 })
  .map((values) => Float32Array.from(values));
const ranked = keys.chain((values) =>
  fc.record({ values: fc.constant(values), k: fc.integer({ min: 1, max: values.length }) }),
);

it('the n-th smallest is that of the sorted values', () => {
  fc.assert(
    fc.property(ranked, ({ values, k }) => {
      const sorted = values.slice().sort();
      // -0 and 0 are one number.
      expect(nthSmallest(values, 0, values.length, k, new Float32Array(k)) === sorted[k - 1]).toBe(true);
    }),
  );
});

it('candidates of several windows are united to those of smallest key', () => {
  fc.assert(
    fc.property(ranked, ({ values, k: width }) => {
      const into = new Int32Array(width + 2).fill(-1);
      const ids = Uint32Array.from(values, (_, i) => 10 * i);
      const k = Math.ceil(width / 2);
      const { kth, last } = uniteWindows(ids, values, k, width, into, 1);
      const sorted = values.slice().sort();
      expect([kth, last]).toEqual([sorted[k - 1], sorted[width - 1]]);
      const chosen = [...into.subarray(1, 1 + width)];
      expect(new Set(chosen).size).toBe(width);
      expect(chosen.map((id) => values[id / 10] ?? Number.NaN).sort((a, b) => a - b)).toEqual([
        ...sorted.subarray(0, width),
      ]);
      expect([into[0], into[width + 1]]).toEqual([-1, -1]);
    }),
  );
});

it('rows are filled up with zeros', () => {
  const into = new Float32Array(8).fill(9);
  packRows(Float32Array.of(1, 2, 3, 4, 5, 6), 2, 3, 4, into);
  expect([...into]).toEqual([1, 2, 3, 0, 4, 5, 6, 0]);
});

describe('the doubt about keys', () => {
  it('is more than float32 errs by, in whatever order it sums', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.nat(), (d, seed) => {
        const { data } = realRows(2, d, seed);
        const [sums, squares] = [
          [0, 0],
          [0, 0],
        ] as [[number, number], [number, number]];
        const order = Array.from({ length: d }, (_, j) => j);
        for (const [way, js] of [order, order.toReversed()].entries()) {
          for (const j of js) {
            const [x, q] = [data[j] ?? 0, data[d + j] ?? 0];
            sums[way] = Math.fround((sums[way] ?? 0) + Math.fround(x * q));
            squares[way] = Math.fround((squares[way] ?? 0) + Math.fround(x * x));
          }
        }
        const [length, query] = [lengthOf(data, 0, d), lengthOf(data, d, d)];
        const exact =
          lengthOf(data, 0, d) ** 2 -
          2 * order.reduce((sum, j) => sum + (data[j] ?? 0) * (data[d + j] ?? 0), 0);
        const norms = normRange(data.subarray(0, d), d, Float32Array.of(squares[0]));
        expect(norms.longest).toBeGreaterThanOrEqual(length);
        for (const way of [0, 1] as const) {
          const key = Math.fround(squares[way] - 2 * sums[way]);
          expect(Math.abs(key - exact)).toBeLessThanOrEqual(productDoubt('l2', d, norms, query) / 2);
        }
      }),
    );
  });

  it('is without bound where float32 may overflow or lose the length of a row', () => {
    const huge = normRange(Float32Array.of(2 ** 70), 1, Float32Array.of(Number.POSITIVE_INFINITY));
    expect(productDoubt('l2', 1, huge, 1)).toBe(Number.POSITIVE_INFINITY);
    const tiny = normRange(Float32Array.of(2 ** -80), 1, Float32Array.of(0));
    expect(productDoubt('cosine', 1, tiny, 1)).toBe(Number.POSITIVE_INFINITY);
    expect(productDoubt('dot', 1, tiny, 1)).toBeLessThan(2 ** -60);
    expect(sumError(2 ** 24)).toBe(Number.POSITIVE_INFINITY);
  });
});
