import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { split } from '../../../src/scheduling/predictor/split.js';

const numbers = (count: number) => Array.from({ length: count }, (_, i) => i);

describe('a split into training and test', () => {
  it('has every item once, four fifths of them to train with', () => {
    fc.assert(
      fc.property(fc.nat({ max: 300 }), fc.nat(), (count, seed) => {
        const { training, test } = split(numbers(count), seed);
        expect([...training, ...test].sort((a, b) => a - b)).toEqual(numbers(count));
        expect(training).toHaveLength(Math.floor(0.8 * count));
      }),
    );
  });

  it('is the same for the same seed and another for another', () => {
    const items = numbers(50);
    expect(split(items, 3)).toEqual(split(items, 3));
    expect(split(items, 3).test).not.toEqual(split(items, 4).test);
  });
});
