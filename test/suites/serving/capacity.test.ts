import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { capacitiesOf } from '../../../src/suites/serving/capacity.js';
import { isSaturated } from '../../../src/suites/serving/saturation.js';
import { rowAt } from './rows.js';

const capacityOf = (rows: Parameters<typeof capacitiesOf>[0]) => capacitiesOf(rows)[0];

describe('the capacity of a tier', () => {
  it('lies between the highest rate that held and the lowest that missed', () => {
    expect(capacityOf([5, 10, 15, 20].map((rate) => rowAt(rate, 13)))).toEqual({
      tier: 'batched',
      policy: 'adaptive',
      holdsRps: 10,
      missesRps: 15,
      heldAgainRps: null,
      bound: 'slo',
      mostRps: 13,
    });
  });

  it('does not take a rate that held by luck above one that missed', () => {
    const rows = [rowAt(5, 9), rowAt(10, 9), rowAt(15, 20), rowAt(20, 9)];
    expect(capacityOf(rows)).toMatchObject({ holdsRps: 5, missesRps: 10, heldAgainRps: 15 });
  });

  it('is open above where every rate held, where the generator was late, and where it was interrupted', () => {
    const held = rowAt(5, 99);
    expect(capacityOf([held])).toMatchObject({ holdsRps: 5, missesRps: null, bound: 'limit' });
    for (const [status, bound] of [
      ['invalid', 'generator'],
      ['interrupted', 'interrupted'],
    ] as const) {
      expect(capacityOf([held, rowAt(10, 99, { status })])).toMatchObject({ holdsRps: 5, bound });
    }
    expect(capacityOf([rowAt(5, 99, { status: 'wrong' })])).toMatchObject({ bound: 'unmeasured' });
  });

  it('is told of each tier and policy, and not of the null tier', () => {
    const rows = [
      rowAt(1000, 1000, { tier: 'null', policy: 'none' }),
      rowAt(5, 4),
      rowAt(5, 9, { tier: 'balanced', policy: 'round-robin' }),
      rowAt(5, 9, { tier: 'balanced', policy: 'power-of-two' }),
    ];
    expect(capacitiesOf(rows).map(({ policy, holdsRps }) => [policy, holdsRps])).toEqual([
      ['adaptive', null],
      ['round-robin', 5],
      ['power-of-two', 5],
    ]);
  });

  it('holds below what it misses, whatever the rows', () => {
    const row = fc.record({
      rate: fc.integer({ min: 1, max: 60 }),
      most: fc.integer({ min: 1, max: 60 }),
      status: fc.constantFrom('ok', 'failed', 'invalid', 'skipped', 'interrupted', 'wrong'),
    });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1 }), (rows) => {
        const capacity = capacityOf(rows.map(({ rate, most, status }) => rowAt(rate, most, { status })));
        const { holdsRps = null, missesRps = null, heldAgainRps = null, bound } = capacity ?? {};
        expect(bound === 'slo').toBe(missesRps !== null);
        if (holdsRps !== null && missesRps !== null) expect(holdsRps).toBeLessThan(missesRps);
        if (heldAgainRps !== null) expect(heldAgainRps).toBeGreaterThan(missesRps ?? Number.NaN);
      }),
    );
  });
});

describe('saturation', () => {
  it('is answers that stay behind requests while the SLO is missed', () => {
    expect(isSaturated(rowAt(10, 13))).toBe(false);
    expect(isSaturated(rowAt(20, 13))).toBe(true);
    // Late, but not yet behind.
    expect(isSaturated(rowAt(13.5, 13))).toBe(false);
    expect(isSaturated(rowAt(20, 13, { status: 'invalid' }))).toBe(true);
    expect(isSaturated(rowAt(10, 13, { status: 'invalid' }))).toBe(false);
    expect(isSaturated(rowAt(20, 13, { status: 'interrupted' }))).toBe(false);
    expect(isSaturated(rowAt(20, 13, { status: 'failed', throughputRps: 0 }))).toBe(true);
  });
});
