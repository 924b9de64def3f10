import fc from 'fast-check';
import { expect, it } from 'vitest';
import { keyError } from '../../../src/backends/cuda/error-bounds.js';
import { certainQueries } from '../../../src/backends/cuda/kernels/certain-queries.js';

const f = Math.fround;

/** Keys as the kernels make them, with every operation rounded: a product that is not fused errs more, never less. */
function floatKey(
  metric: 'l2' | 'dot' | 'cosine' | 'l1',
  x: readonly number[],
  y: readonly number[],
): number {
  let sum = 0;
  for (const [j, a] of x.entries()) {
    const b = y[j] ?? Number.NaN;
    sum = metric === 'l1' ? f(sum + Math.abs(f(a - b))) : f(sum + f(a * b));
  }
  const squares = (v: readonly number[]) => v.reduce((all, one) => all + one * one, 0);
  if (metric === 'l1') return sum;
  if (metric === 'dot') return -sum;
  if (metric === 'l2') return f(f(-2 * sum) + f(squares(y)));
  const inverse = (v: readonly number[]) => (squares(v) > 0 ? f(1 / Math.sqrt(squares(v))) : 0);
  return -f(f(sum * inverse(x)) * inverse(y));
}

function trueKey(metric: 'l2' | 'dot' | 'cosine' | 'l1', x: readonly number[], y: readonly number[]): number {
  const over = (term: (a: number, b: number) => number) =>
    x.reduce((all, a, j) => all + term(a, y[j] ?? Number.NaN), 0);
  const product = over((a, b) => a * b);
  if (metric === 'l1') return over((a, b) => Math.abs(a - b));
  if (metric === 'dot') return -product;
  if (metric === 'l2') return over((_, b) => b * b) - 2 * product;
  const scale = Math.sqrt(over((a) => a * a)) * Math.sqrt(over((_, b) => b * b));
  return scale === 0 ? 0 : -product / scale;
}

const coordinate = fc
  .record({
    sign: fc.constantFrom(-1, 1, 0),
    exponent: fc.integer({ min: -20, max: 20 }),
    part: fc.nat(4095),
  })
  .map(({ sign, exponent, part }) => sign * f((1 + part / 4096) * 2 ** exponent));

it.each([
  'l2',
  'dot',
  'cosine',
  'l1',
] as const)('a key of %s is as near to the true one as its bound says', (metric) => {
  fc.assert(
    fc.property(fc.array(fc.tuple(coordinate, coordinate), { minLength: 1, maxLength: 60 }), (pairs) => {
      const [x, y] = [pairs.map(([a]) => a), pairs.map(([, b]) => b)];
      const length = Math.hypot(...x);
      const norm = Math.hypot(...y);
      const extremes = { longest: f(norm), shortest: norm === 0 ? Number.POSITIVE_INFINITY : f(norm) };
      const { absolute, relative } = keyError(metric, 'product', x.length, length, extremes);
      const key = floatKey(metric, x, y);
      expect(Math.abs(key - trueKey(metric, x, y))).toBeLessThanOrEqual(absolute + relative * Math.abs(key));
    }),
    { numRuns: 400 },
  );
});

it('is infinite where float32 may overflow or underflow', () => {
  const long = { longest: 1e25, shortest: 1e25 };
  for (const metric of ['l2', 'dot', 'cosine'] as const) {
    expect(keyError(metric, 'product', 8, 1, long).absolute).toBe(Number.POSITIVE_INFINITY);
  }
  const short = { longest: 1, shortest: 1e-25 };
  expect(keyError('cosine', 'product', 8, 1, short).absolute).toBe(Number.POSITIVE_INFINITY);
  expect(keyError('l2', 'product', 2 ** 24, 1, short).absolute).toBe(Number.POSITIVE_INFINITY);
});

it('is certain of a list only where the first left out cannot be among the nearest', () => {
  const lists = Float32Array.of(5, 1, 2, 9, 2, 1, 2.5, 2, Number.NaN, 1, 2, 3);
  const none = new Float64Array(3);
  expect([...certainQueries(lists, 3, 4, 2, none, 0)]).toEqual([1, 1, 0]);
  expect([...certainQueries(lists, 3, 4, 2, Float64Array.of(3, 0.25, 0), 0)]).toEqual([1, 0, 0]);
  expect([...certainQueries(lists, 3, 4, 2, Float64Array.of(3.5, 0, 0), 0)]).toEqual([0, 1, 0]);
  expect([...certainQueries(lists, 3, 4, 2, none, 0.7)]).toEqual([0, 0, 0]);
  expect([...certainQueries(lists, 3, 4, 2, none.fill(Number.POSITIVE_INFINITY), 0)]).toEqual([0, 0, 0]);
});
