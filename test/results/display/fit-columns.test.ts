import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fitColumns } from '../../../src/results/display/fit-columns.js';

const columns = fc.array(fc.record({ width: fc.integer({ min: 1, max: 30 }), rank: fc.nat(5) }), {
  maxLength: 12,
});
const widthOf = (kept: readonly { width: number }[], gap: number) =>
  kept.reduce((sum, { width }) => sum + width + gap, -gap);

it('keeps all where all fit, in their order', () => {
  const all = [
    { width: 5, rank: 2 },
    { width: 5, rank: 0 },
  ];
  expect(fitColumns(all, 12, 2)).toEqual(all);
  expect(fitColumns(all, 11, 2)).toEqual([{ width: 5, rank: 0 }]);
});

it('fits the width, or is down to what is always kept', () => {
  fc.assert(
    fc.property(columns, fc.integer({ min: 1, max: 200 }), fc.nat(3), (all, width, gap) => {
      const kept = fitColumns(all, width, gap);
      expect(widthOf(kept, gap) <= width || kept.every(({ rank }) => rank === 0)).toBe(true);
    }),
  );
});

it('never leaves out a column while it keeps a less important one', () => {
  fc.assert(
    fc.property(columns, fc.integer({ min: 1, max: 200 }), (all, width) => {
      const kept = fitColumns(all, width, 1);
      const out = all.filter((column) => !kept.includes(column));
      for (const { rank } of out)
        expect(Math.max(0, ...kept.map((column) => column.rank))).toBeLessThanOrEqual(rank);
    }),
  );
});
