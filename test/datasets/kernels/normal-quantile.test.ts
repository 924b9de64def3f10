import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { naturalLog, upperNormalQuantile } from '../../../src/datasets/kernels/normal-quantile.js';
import { normalTable, normalVariate } from '../../../src/datasets/kernels/normal-table.js';

const table = normalTable();

describe('naturalLog', () => {
  it('agrees with the logarithm of the engine to the last bits', () => {
    fc.assert(
      fc.property(fc.double({ min: 1, max: 2, noNaN: true }), (f) => {
        expect(Math.abs(naturalLog(f) - Math.log(f))).toBeLessThan(3e-16);
      }),
    );
  });
});

describe('upperNormalQuantile', () => {
  // Values to 16 digits from a computation in 40 digits.
  it.each([
    [1, 2, 0.6744897501960817], // 2^-2
    [1.6, 4, 1.2815515655446004], // 0.1
    [1.28, 9, 2.8070337683438042], // 0.0025
    [1, 20, 4.763001034267814], // 2^-20
    [1, 33, 6.337957754553788], // 2^-33
  ])('of %d / 2^%d is %d', (f, shift, value) => {
    expect(Math.abs(upperNormalQuantile(f, shift) / value - 1)).toBeLessThan(1e-15);
  });
});

describe('normalVariate', () => {
  it('is the quantile of its word to 1e-8', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0x7fffffff }), (word) => {
        const odd = 2 * word + 1;
        const octave = 31 - Math.clz32(odd);
        const quantile = upperNormalQuantile(odd / 2 ** octave, 33 - octave);
        expect(Math.abs(normalVariate(table, word) / quantile - 1)).toBeLessThan(1e-8);
      }),
    );
  });

  it('takes its sign from the top bit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0x7fffffff }), (word) => {
        expect(normalVariate(table, word + 0x80000000)).toBe(-normalVariate(table, word));
      }),
    );
  });
});
