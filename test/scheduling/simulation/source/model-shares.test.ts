import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { modelPicker, sharesOf } from '../../../../src/scheduling/simulation/source/model-shares.js';

describe('the shares of models', () => {
  it('are equal, fall as 1 / k^s or are given, and add up to 1', () => {
    expect([...sharesOf({ kind: 'uniform' }, 4)]).toEqual([0.25, 0.25, 0.25, 0.25]);
    expect([...sharesOf({ kind: 'zipf', exponent: 1 }, 2)]).toEqual([1 / 1.5, 0.5 / 1.5]);
    expect([...sharesOf({ kind: 'given', weights: [1, 0, 3] }, 3)]).toEqual([0.25, 0, 0.75]);
  });

  it.each([
    [[1, 2]],
    [[0, 0, 0]],
    [[1, -1, 1]],
    [[1, Number.NaN, 1]],
    [[1, Number.POSITIVE_INFINITY, 1]],
  ])('are refused when they are %j of 3 models', (weights) => {
    expect(() => sharesOf({ kind: 'given', weights }, 3)).toThrow('expected a share of at least 0');
  });

  it('are met by what is picked, also where some have none', () => {
    const weights = fc
      .array(fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 9 })), { minLength: 1, maxLength: 20 })
      .filter((all) => all.some((weight) => weight > 0));
    fc.assert(
      fc.property(weights, (given) => {
        const shares = sharesOf({ kind: 'given', weights: given }, given.length);
        const pick = modelPicker(shares);
        const draws = 2000;
        const counts = new Array(given.length).fill(0);
        for (let i = 0; i < draws; i++) counts[pick(i / draws)]++;
        for (const [model, share] of shares.entries()) {
          expect(Math.abs(counts[model] - share * draws)).toBeLessThanOrEqual(1);
          if (share === 0) expect(counts[model]).toBe(0);
        }
        expect(shares[pick(1 - 2 ** -53)]).toBeGreaterThan(0);
      }),
    );
  });
});
