import { describe, expect, it } from 'vitest';
import { UsageError } from '../../../src/errors.js';
import { extentsOf, pairsOf, SHAPES, type Shape } from '../../../src/suites/distance/extent.js';

describe('the extents of shapes', () => {
  it('are every shape with the counts it takes: 1 for a pair, more for the others', () => {
    expect(extentsOf(SHAPES, [1, 200], 50)).toEqual([
      { shape: 'pair', rows: 1, queries: 1 },
      { shape: 'rows', rows: 200, queries: 200 },
      { shape: 'one-to-many', rows: 200, queries: 1 },
      { shape: 'many-to-many', rows: 4, queries: 50 },
    ]);
  });

  it('hold as many distances as were asked for', () => {
    expect(extentsOf(['rows', 'one-to-many', 'many-to-many'], [300, 100], 50).map(pairsOf)).toEqual([
      300, 100, 300, 100, 300, 100,
    ]);
  });

  it('have counts of their own when none are given, which every shape has one of', () => {
    for (const shape of SHAPES) expect(extentsOf([shape], undefined, 50)).toHaveLength(1);
  });

  it.each<[Shape[], number[], RegExp]>([
    [
      ['pair'],
      [1000],
      /^expected --pairs to fit --shape pair; got 1000 - more pairs than one are --shape rows$/,
    ],
    [['rows'], [1, 10], /^expected --pairs to fit --shape rows; got 1 - a single pair is --shape pair$/],
    [['pair', 'rows'], [10], /^expected --pairs to have 1 for --shape pair; got 10$/],
    [['pair', 'rows'], [1], /^expected --pairs to have more than 1 for --shape rows; got 1$/],
    [['many-to-many'], [120], /^expected --pairs of many-to-many to be a multiple of --queries 50; got 120$/],
    [['many-to-many'], [10], /multiple of --queries 50; got 10$/],
  ])('of %j refuse %j pairs rather than leave some out', (shapes, pairs, message) => {
    expect(() => extentsOf(shapes, pairs, 50)).toThrow(UsageError);
    expect(() => extentsOf(shapes, pairs, 50)).toThrow(message);
  });
});
