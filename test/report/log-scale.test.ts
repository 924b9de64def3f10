import fc from 'fast-check';
import { expect, it } from 'vitest';
import { logScale, logTicks } from '../../src/report/log-scale.js';

const ranges = fc
  .tuple(fc.double({ min: 1e-5, max: 1e5, noNaN: true }), fc.double({ min: 1.01, max: 1e6, noNaN: true }))
  .map(([low, factor]) => ({ low, high: low * factor }));

it('puts equal ratios at equal distances', () => {
  const scale = logScale(1, 1000, 30);
  expect([1, 10, 100, 1000].map((value) => scale.at(value))).toEqual(
    [0, 10, 20, 30].map((at) => expect.closeTo(at)),
  );
});

it('puts a range of one value in the middle', () => {
  expect(logScale(5, 5, 10).at(5)).toBe(5);
});

it('rises from 0 to its last step', () => {
  fc.assert(
    fc.property(ranges, fc.double({ min: 0, max: 1, noNaN: true }), ({ low, high }, share) => {
      const scale = logScale(low, high, 12);
      const at = scale.at(low * (high / low) ** share);
      expect(at).toBeCloseTo(12 * share, 6);
    }),
  );
});

it('ticks round numbers within the range, ascending', () => {
  expect(logTicks(3, 40_000)).toEqual([10, 100, 1000, 10_000]);
  expect(logTicks(15, 230)).toEqual([20, 50, 100, 200]);
  expect(logTicks(0.0004, 0.0011)).toEqual([0.0005, 0.001]);
});

it('ticks nothing outside the range', () => {
  fc.assert(
    fc.property(ranges, ({ low, high }) => {
      const ticks = logTicks(low, high);
      expect(ticks).toEqual([...ticks].sort((a, b) => a - b));
      for (const tick of ticks) expect(tick >= low && tick <= high).toBe(true);
    }),
  );
});
