import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hypervolume } from '../../src/stats/hypervolume.js';

const point = fc.record({ x: fc.integer({ min: 0, max: 12 }), y: fc.integer({ min: 0, max: 12 }) });
const points = fc.array(point, { maxLength: 8 });

describe('the hypervolume', () => {
  it('is the area that rectangles cover together', () => {
    expect(hypervolume([{ x: 2, y: 3 }])).toBe(6);
    // A staircase: 1 x 3 + 1 x 2 + 1 x 1.
    expect(
      hypervolume([
        { x: 1, y: 3 },
        { x: 2, y: 2 },
        { x: 3, y: 1 },
      ]),
    ).toBe(6);
    expect(hypervolume([{ x: 2, y: 3 }], { x: 1, y: 1 })).toBe(2);
  });

  it('is 0 of no points, and of those not beyond the reference', () => {
    expect(hypervolume([])).toBe(0);
    expect(
      hypervolume([
        { x: 0, y: 5 },
        { x: 3, y: Number.NaN },
      ]),
    ).toBe(0);
  });

  it('counts the unit squares that some point covers', () => {
    fc.assert(
      fc.property(points, (all) => {
        let covered = 0;
        for (let x = 0; x < 12; x++) {
          for (let y = 0; y < 12; y++) if (all.some((p) => p.x > x && p.y > y)) covered++;
        }
        expect(hypervolume(all)).toBe(covered);
        expect(hypervolume(all.toReversed())).toBe(covered);
        expect(hypervolume(all.map(({ x, y }) => ({ x: y, y: x })))).toBe(covered);
      }),
      { seed: 11, numRuns: 300 },
    );
  });

  it('never shrinks by a point, and grows with both scales', () => {
    fc.assert(
      fc.property(points, point, (all, more) => {
        expect(hypervolume([...all, more])).toBeGreaterThanOrEqual(hypervolume(all));
        expect(hypervolume(all.map(({ x, y }) => ({ x: 2 * x, y: 3 * y })))).toBe(6 * hypervolume(all));
      }),
      { seed: 12, numRuns: 300 },
    );
  });
});
