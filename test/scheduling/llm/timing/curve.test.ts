import { describe, expect, it } from 'vitest';
import { curveThrough } from '../../../../src/scheduling/llm/timing/curve.js';

describe('curveThrough', () => {
  const curve = curveThrough([
    { x: 1, y: 10 },
    { x: 3, y: 20 },
    { x: 7, y: 24 },
  ]);

  it.each([
    [1, 10],
    [2, 15],
    [3, 20],
    [5, 22],
    [7, 24],
  ])('at %s is %s', (x, y) => expect(curve(x)).toBe(y));

  it('goes on in a straight line beyond its ends, and never below 0', () => {
    expect(curve(11)).toBe(28);
    expect(curve(0)).toBe(5);
    expect(curve(-10)).toBe(0);
  });

  it('is constant through one knot', () => {
    expect([0, 5, 50].map(curveThrough([{ x: 5, y: 3 }]))).toEqual([3, 3, 3]);
  });
});
