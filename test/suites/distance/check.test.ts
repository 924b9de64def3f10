import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { METRICS, type Metric, type Precision, type Rows } from '../../../src/backends/backend.js';
import { checkDistances } from '../../../src/suites/distance/check.js';
import type { Shape } from '../../../src/suites/distance/extent.js';
import { truthOf } from '../../../src/suites/distance/truth.js';
import { rowsOf } from '../../backends-shared/memory-source.js';

const X = rowsOf([
  [3, 4],
  [0, 0],
]);
const Y = rowsOf([
  [0, 0],
  [0, 2],
]);

function truth(metric: Metric, shape: Shape = 'rows', precision: Precision = 'float32', x = X, y = Y) {
  return truthOf({ shape, metric, precision, queries: x, rows: y });
}

const answer = (...values: number[]) => Float32Array.from(values);

describe('the truth', () => {
  it.each<[Metric, number[]]>([
    ['l2', [5, 2]],
    ['l1', [7, 2]],
    ['cosine', [1, 1]],
    ['dot', [0, 0]],
  ])('by %s of rows is that of row i and row i', (metric, expected) => {
    expect(Array.from(truth(metric).distances, (distance) => distance + 0)).toEqual(expected);
  });

  it('of sets is that of every query and every row, row-major by query', () => {
    const queries = rowsOf([
      [0, 0],
      [1, 0],
      [3, 4],
    ]);
    const { distances } = truthOf({
      shape: 'many-to-many',
      metric: 'l1',
      precision: 'float32',
      queries,
      rows: Y,
    });
    expect(Array.from(distances)).toEqual([0, 2, 1, 3, 7, 5]);
  });
});

describe('the check of distances', () => {
  it('passes what is right, with no error', () => {
    expect(checkDistances(answer(5, 2), truth('l2'))).toEqual({
      check: 'pass',
      quality: { maxRelativeError: 0 },
    });
  });

  it('tells the largest error, relative to the distance, even if it passes', () => {
    const { check, quality } = checkDistances(answer(5, 2 * (1 + 2 ** -22)), truth('l2'));
    expect(check).toBe('pass');
    expect(quality.maxRelativeError).toBeCloseTo(2 ** -22, 12);
  });

  it('fails a distance that is wrong, and says which', () => {
    const report = checkDistances(answer(5, 2.1), truth('l2'));
    expect(report.check).toBe('fail');
    expect(report.reason).toMatch(/^distance 1 is 2 in float64, reported as 2\.09999/);
    expect(report.quality.maxRelativeError).toBeCloseTo(0.05, 6);
  });

  it('fails one distance among many', () => {
    const many: Rows = { n: 500, d: 3, data: Float32Array.from({ length: 1500 }, (_, i) => Math.sin(i)) };
    const other: Rows = { ...many, data: many.data.map((value) => value * 2) };
    const known = truth('l1', 'rows', 'float32', many, other);
    const right = Float32Array.from(known.distances);
    expect(checkDistances(right, known).check).toBe('pass');
    right[499] = (right[499] ?? 0) * 1.001;
    expect(checkDistances(right, known)).toMatchObject({
      check: 'fail',
      reason: expect.stringMatching(/^distance 499 /),
    });
  });

  it.each([
    [[Number.NaN, 2]],
    [[5, Number.POSITIVE_INFINITY]],
  ])('fails %j, which has no error that is a number', (values) => {
    expect(checkDistances(answer(...values), truth('l2'))).toMatchObject({ check: 'fail', quality: {} });
  });

  it('fails an answer of another length', () => {
    expect(checkDistances(answer(5), truth('l2'))).toEqual({
      check: 'fail',
      reason: 'expected 2 distances, got 1',
      quality: {},
    });
  });

  it.each<[Precision, 'pass' | 'fail']>([
    ['float64', 'fail'],
    ['float32', 'pass'],
    ['float16', 'pass'],
  ])('allows %s the rounding of its own arithmetic', (precision, check) => {
    const nearly = answer(5 * (1 + 2 ** -22), 2);
    expect(checkDistances(nearly, truth('l2', 'rows', precision)).check).toBe(check);
  });

  it.each(
    METRICS,
  )('passes %s in float64 rounded to float32, and fails it a hundredth off its scale', (metric) => {
    const coordinate = fc.float({ min: -100, max: 100, noNaN: true }).map(Math.fround);
    const vector = fc.array(coordinate, { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(vector, vector, (a, b) => {
        const known = truth(metric, 'pair', 'float64', rowsOf([a]), rowsOf([b]));
        const exact = known.distances[0] ?? 0;
        const scale = known.scales[0] ?? 0;
        fc.pre(scale > 1e-3 && Math.abs(exact) < 1e4 * scale);
        expect(checkDistances(Float32Array.from(known.distances), known).check).toBe('pass');
        expect(checkDistances(answer(exact + 0.01 * scale), known).check).toBe('fail');
      }),
      { seed: 3, numRuns: 100 },
    );
  });

  it('takes only zero for the dot product with a zero vector', () => {
    expect(checkDistances(answer(0, 0), truth('dot'))).toEqual({
      check: 'pass',
      quality: { maxRelativeError: 0 },
    });
    expect(checkDistances(answer(0, 1e-9), truth('dot'))).toMatchObject({ check: 'fail', quality: {} });
  });
});
