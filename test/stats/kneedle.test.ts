import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findElbow } from '../../src/stats/kneedle.js';

describe('the elbow by Kneedle', () => {
  it('is where the example of the paper has its knee, turned upside down', () => {
    const x = Array.from({ length: 10 }, (_, i) => i / 9);
    const y = x.map((value) => 1 / (value + 0.1) - 5);
    const elbow = findElbow(x, y);
    expect(x[elbow?.index ?? -1]).toBeCloseTo(0.222, 3);
  });

  it('is the third of nine points of a measured curve', () => {
    const x = [1000, 2000, 3000, 4000, 5000, 6000, 7000, 8000, 9000];
    const y = [2314, 802, 519, 417, 358, 318, 302, 284, 280];
    const elbow = findElbow(x, y);
    expect(elbow?.index).toBe(2);
    expect(elbow?.sag).toBeCloseTo(1 - 0.25 - (519 - 280) / (2314 - 280), 12);
  });

  it('is the corner of a broken line', () => {
    const x = Array.from({ length: 11 }, (_, i) => 1 + 10 * i);
    for (const corner of [2, 5, 8]) {
      const y = x.map((_, i) => 100 - 10 * Math.min(i, corner) - Math.max(0, i - corner) * 0.1);
      expect(findElbow(x, y)?.index).toBe(corner);
    }
  });

  it('is the deepest of several', () => {
    const x = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
    const y = [100, 80, 79, 78, 77, 30, 10, 9, 8, 7, 6];
    expect(findElbow(x, y)?.index).toBe(6);
  });

  it.each([
    ['straight', [10, 8, 6, 4, 2, 0]],
    ['bent by less than a step', [10, 7.9, 5.9, 3.9, 1.95, 0]],
    ['flat', [5, 5, 5, 5, 5]],
    ['rising', [1, 5, 7, 8, 8.5]],
    ['concave', [10, 9.9, 9.5, 8, 5, 0]],
    ['too short', [10, 1, 0]],
    ['of something that is not a number', [10, Number.NaN, 3, 2, 1]],
  ])('is not found on a curve that is %s', (_, y) => {
    expect(findElbow([...y.keys()], y)).toBeUndefined();
  });

  it('does not depend on the units of either axis', () => {
    const x = [1, 11, 21, 31, 41, 51, 61];
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 7, maxLength: 7 }),
        fc.integer({ min: 1, max: 100 }),
        fc.integer({ min: -50, max: 50 }),
        (drops, scale, shift) => {
          const y = drops.toSorted((a, b) => b - a);
          const other = findElbow(
            x.map((value) => value * 8 + shift),
            y.map((value) => value * 2 ** (scale % 8)),
          );
          expect(other?.index).toBe(findElbow(x, y)?.index);
        },
      ),
      { seed: 3, numRuns: 300 },
    );
  });

  it('is rarer the less sensitive the search', () => {
    const x = [0, 1, 2, 3, 4, 5, 6, 7, 8];
    const y = [100, 78, 60, 45, 33, 23, 14, 6, 0];
    expect(findElbow(x, y, 1)).toBeDefined();
    expect(findElbow(x, y, 5)).toBeUndefined();
  });

  it('refuses axes of different lengths', () => {
    expect(() => findElbow([1, 2, 3, 4], [1, 2, 3])).toThrow(RangeError);
  });
});
