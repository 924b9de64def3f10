import { describe, expect, it } from 'vitest';
import { MeasuredRates } from '../../../../src/scheduling/policies/nexus/measured-rates.js';

/** Arrivals of model 0, evenly, until `untilMs`; then whatever is to be planned at each second. */
function measured(perSecond: number, planned: readonly number[], untilMs: number, fromMs = 0) {
  const rates = new MeasuredRates(planned.length);
  const plans: { atMs: number; rates: number[] }[] = [];
  for (let atMs = fromMs; atMs < untilMs; atMs += 1000 / perSecond) {
    rates.arrived(0, atMs);
    const next = rates.toPlan(planned, atMs);
    if (next !== undefined) plans.push({ atMs, rates: next });
  }
  return plans;
}

describe('the rates that Nexus measures', () => {
  it('call for no plan while they are near those that were planned', () => {
    expect(measured(100, [100], 30_000)).toEqual([]);
    expect(measured(100, [95], 30_000)).toEqual([]);
    expect(measured(100, [120], 30_000)).toEqual([]);
  });

  it('call for one at the end of an epoch of 10 s, and of each while they stay off', () => {
    expect(measured(100, [50], 29_000)).toEqual([
      { atMs: 10_000, rates: [100] },
      { atMs: 20_000, rates: [100] },
    ]);
    expect(measured(100, [126], 15_000)).toEqual([{ atMs: 10_000, rates: [100] }]);
  });

  it('are over a whole epoch, whenever the load began', () => {
    expect(measured(100, [50], 35_000, 19_000)).toEqual([{ atMs: 30_000, rates: [100] }]);
  });

  it('notice a model of which nothing comes', () => {
    expect(measured(100, [100, 40], 15_000)).toEqual([{ atMs: 10_000, rates: [100, 0] }]);
  });
});
