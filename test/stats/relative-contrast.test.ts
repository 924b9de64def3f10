import { describe, expect, it } from 'vitest';
import { relativeContrast } from '../../src/stats/relative-contrast.js';

describe('the relative contrast', () => {
  it('is the mean distance over the mean distance to the nearest', () => {
    expect(relativeContrast([10, 20], [1, 4])).toBe(6);
  });

  it('is 1 where all rows are equally far, and infinite where every query is a row', () => {
    expect(relativeContrast([3, 5], [3, 5])).toBe(1);
    expect(relativeContrast([3], [0])).toBe(Number.POSITIVE_INFINITY);
  });

  it('does not change when distances are scaled', () => {
    expect(relativeContrast([80, 160], [8, 32])).toBe(relativeContrast([10, 20], [1, 4]));
  });

  it('is not a number without queries', () => {
    expect(relativeContrast([], [])).toBeNaN();
  });
});
