import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apartFloor, type EqualPair, interleavedFloor } from '../../../src/results/comparison/noise-floor.js';

function pair(baseMs: number, headMs: number, cellId = 'a'): EqualPair {
  return { cellId, baseMs, headMs };
}

const times = fc.double({ min: 0.001, max: 1e6, noNaN: true });

describe('the noise floor', () => {
  it('is how far equal sides were found apart, slower and faster alike', () => {
    expect(interleavedFloor([[pair(100, 104)]])).toBeCloseTo(0.04);
    expect(interleavedFloor([[pair(104, 100)]])).toBeCloseTo(0.04);
  });

  it('leaves the largest of many differences out', () => {
    const quiet = Array.from({ length: 99 }, () => pair(100, 101));
    expect(interleavedFloor([quiet, [pair(100, 200)]])).toBeCloseTo(0.01);
  });

  it('of runs apart is between sides of different trials, cell by cell', () => {
    // Each trial agrees with itself; the host was a tenth slower in the second.
    const trials = [
      [pair(100, 100), pair(5, 5, 'b')],
      [pair(110, 110), pair(5, 5, 'b')],
    ];
    expect(interleavedFloor(trials)).toBe(0);
    expect(apartFloor(trials)).toBeCloseTo(0.1);
  });

  it('is never below nothing, and nothing where all is equal', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(times, times), { minLength: 1 }), (pairs) => {
        const trial = pairs.map(([a, b]) => pair(a, b));
        expect(interleavedFloor([trial])).toBeGreaterThanOrEqual(0);
        expect(interleavedFloor([trial.map(({ baseMs }) => pair(baseMs, baseMs))])).toBe(0);
      }),
    );
  });

  it('refuses to be found in nothing', () => {
    expect(() => interleavedFloor([])).toThrow(RangeError);
    expect(() => apartFloor([[pair(1, 1)]])).toThrow(RangeError);
  });
});
