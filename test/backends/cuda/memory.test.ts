import fc from 'fast-check';
import { expect, it } from 'vitest';
import { FreeRanges } from '../../../src/backends/cuda/memory/free-ranges.js';

it('hands out bytes that nobody else has, and is whole again when all came back', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ bytes: fc.integer({ min: 1, max: 300 }), frees: fc.nat() }), { maxLength: 60 }),
      (steps) => {
        const ranges = new FreeRanges(1000);
        const taken: { start: number; bytes: number }[] = [];
        for (const { bytes, frees } of steps) {
          const start = ranges.take(bytes);
          if (start === undefined) {
            // It must have told the truth: no gap between what is taken is long enough.
            const ends = [0, ...taken.map((one) => one.start + one.bytes)].sort((a, b) => a - b);
            const starts = [...taken.map((one) => one.start), 1000].sort((a, b) => a - b);
            expect(Math.max(...starts.map((at, i) => at - (ends[i] ?? 0)))).toBeLessThan(bytes);
          } else {
            for (const one of taken) {
              expect(start + bytes <= one.start || start >= one.start + one.bytes).toBe(true);
            }
            taken.push({ start, bytes });
          }
          const [back] = frees % 2 === 0 ? taken.splice(frees % Math.max(1, taken.length), 1) : [];
          if (back !== undefined) ranges.give(back.start, back.bytes);
        }
        for (const { start, bytes } of taken) ranges.give(start, bytes);
        expect(ranges.isWhole).toBe(true);
        expect(ranges.take(1000)).toBe(0);
      },
    ),
  );
});

it('refuses what is free already', () => {
  const ranges = new FreeRanges(100);
  expect(() => ranges.give(10, 10)).toThrow('free already');
});
