import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  FIRST_STATE,
  type Observation,
  type ScalingState,
} from '../../../../src/serving/balanced/autoscale/autoscaler.js';
import { predictedDelayMs } from '../../../../src/serving/balanced/autoscale/by-delay.js';
import { PUBLISHED_RPS_RULE } from '../../../../src/serving/balanced/autoscale/by-rps.js';
import {
  type AutoscaleRule,
  openAutoscaler,
} from '../../../../src/serving/balanced/autoscale/open-autoscaler.js';
import { delayRule } from '../../../../src/serving/balanced/options.js';
import { type Phase, simulate } from './simulated-service.js';

type ActiveRule = Exclude<AutoscaleRule, { by: 'none' }>;

const RULES: readonly (readonly [string, ActiveRule])[] = [
  ['rps in total', PUBLISHED_RPS_RULE],
  ['rps of each instance', { ...PUBLISHED_RPS_RULE, per: 'instance', upRps: 12, downRps: 9 }],
  ['queueing delay', delayRule(1500, 10)],
];

const traffic = fc.record({
  id: fc.nat(9),
  assignedRps: fc.double({ min: 0, max: 100, noNaN: true }),
  answeredRps: fc.double({ min: 0, max: 100, noNaN: true }),
  outstanding: fc.nat(500),
});
const observations = fc.array(
  fc.record({ instances: fc.array(traffic, { maxLength: 6 }), afterMs: fc.integer({ min: 1, max: 60_000 }) }),
  { maxLength: 60 },
);
const bounds = fc.record({ min: fc.integer({ min: 1, max: 3 }), more: fc.nat(4) });
const simulated = fc.record({
  capacityRps: fc.double({ min: 5, max: 40, noNaN: true }),
  startSeconds: fc.integer({ min: 0, max: 120 }),
  baseSeconds: fc.double({ min: 0, max: 0.5, noNaN: true }),
});
const phases = fc.array(
  fc.record({
    rps: fc.double({ min: 0, max: 150, noNaN: true }),
    seconds: fc.integer({ min: 300, max: 2400 }),
  }),
  { minLength: 1, maxLength: 4 },
);

describe.each(RULES)('the autoscaler by %s', (_, rule) => {
  it('stays within its bounds, moves by one, and keeps its cooldowns, whatever it sees', () => {
    fc.assert(
      fc.property(bounds, observations, ({ min, more }, seen) => {
        const scaler = openAutoscaler(rule, { min, max: min + more });
        let state: ScalingState = FIRST_STATE;
        let wanted = min;
        let nowMs = 0;
        const last = { up: Number.NEGATIVE_INFINITY, down: Number.NEGATIVE_INFINITY };
        for (const { instances, afterMs } of seen) {
          nowMs += afterMs;
          const { decision, state: next } = scaler(state, { wanted, instances }, nowMs);
          state = next;
          if (decision.kind === 'stay') continue;
          expect(decision.to - wanted).toBe(decision.kind === 'up' ? 1 : -1);
          expect(decision.to).toBeGreaterThanOrEqual(min);
          expect(decision.to).toBeLessThanOrEqual(min + more);
          const cooldownMs = decision.kind === 'up' ? rule.upCooldownMs : rule.downCooldownMs;
          expect(nowMs - last[decision.kind]).toBeGreaterThanOrEqual(cooldownMs);
          last[decision.kind] = nowMs;
          wanted = decision.to;
        }
      }),
    );
  });

  it('decides the same from the same, and leaves what it is given as it is', () => {
    fc.assert(
      fc.property(fc.array(traffic, { maxLength: 4 }), fc.nat(), (instances, nowMs) => {
        const scaler = openAutoscaler(rule, { min: 1, max: 5 });
        const seen: Observation = { wanted: 3, instances };
        const before = structuredClone(seen);
        expect(scaler(FIRST_STATE, seen, nowMs)).toEqual(scaler(FIRST_STATE, seen, nowMs));
        expect(seen).toEqual(before);
      }),
    );
  });

  it('does not flap: while the load is constant, nothing that was removed is added again', () => {
    fc.assert(
      fc.property(simulated, phases, fc.integer({ min: 1, max: 6 }), (service, load, from) => {
        const { taken } = simulate(openAutoscaler(rule, { min: 1, max: 6 }), { ...service, from }, load);
        for (const [phase] of load.entries()) {
          const kinds = taken.filter((each) => each.phase === phase).map(({ decision }) => decision.kind);
          const firstDown = kinds.indexOf('down');
          if (firstDown >= 0) expect(kinds.slice(firstDown)).not.toContain('up');
        }
      }),
      { numRuns: 300 },
    );
  });

  it('comes back within its bounds from outside', () => {
    const scaler = openAutoscaler(rule, { min: 2, max: 3 });
    expect(scaler(FIRST_STATE, { wanted: 0, instances: [] }, 0).decision).toMatchObject({
      kind: 'up',
      to: 2,
    });
    expect(scaler(FIRST_STATE, { wanted: 5, instances: [] }, 0).decision).toMatchObject({
      kind: 'down',
      to: 3,
    });
  });
});

describe('the autoscaler with the published thresholds', () => {
  const scaler = openAutoscaler(PUBLISHED_RPS_RULE, { min: 2, max: 3 });
  const seen = (wanted: number, total: number): Observation => ({
    wanted,
    instances: Array.from({ length: wanted }, (_, id) => ({
      id,
      assignedRps: total / wanted,
      answeredRps: total / wanted,
      outstanding: 1,
    })),
  });

  it.each([
    [2, 28.9, 'stay'],
    [2, 29, 'up'],
    [3, 29, 'stay'],
    [3, 25, 'stay'],
    [3, 24.9, 'down'],
    [2, 24.9, 'stay'],
  ])('of %i instances at %f requests/s: %s', (wanted, total, kind) => {
    expect(scaler(FIRST_STATE, seen(wanted, total), 0).decision.kind).toBe(kind);
  });

  it('keeps 30 s between additions and 120 s between removals', () => {
    const state: ScalingState = { ...FIRST_STATE, lastUpMs: 1000, lastDownMs: 1000 };
    expect(scaler(state, seen(2, 40), 30_999).decision.kind).toBe('stay');
    expect(scaler(state, seen(2, 40), 31_000).decision.kind).toBe('up');
    expect(scaler(state, seen(3, 10), 120_999).decision.kind).toBe('stay');
    expect(scaler(state, seen(3, 10), 121_000).decision.kind).toBe('down');
  });
});

describe('the autoscaler by queueing delay', () => {
  const service = { capacityRps: 20, startSeconds: 20, baseSeconds: 0.3, from: 1 };
  const scaler = openAutoscaler(delayRule(1500, 10), { min: 1, max: 6 });
  const run = (...load: Phase[]) => simulate(scaler, service, load);

  it('adds what the load needs and works off what waits', () => {
    const { counts, waiting } = run({ rps: 70, seconds: 600 });
    expect(counts.at(-1)).toBeGreaterThanOrEqual(4);
    expect(waiting).toBe(0);
  });

  it('removes again what the load does not need any more, but leaves enough', () => {
    const { counts, waiting } = run({ rps: 70, seconds: 600 }, { rps: 15, seconds: 1800 });
    expect(counts.at(-1)).toBe(2);
    expect(waiting).toBe(0);
  });

  it('does nothing for a load that one instance holds', () => {
    expect(run({ rps: 18, seconds: 3600 }).taken).toEqual([]);
  });

  it('predicts how long what waits will wait: not what is in service, and nothing from nothing', () => {
    expect(predictedDelayMs(30, 1, 10, 20)).toBe(1000);
    expect(predictedDelayMs(30, 2, 10, 20)).toBe(250);
    expect(predictedDelayMs(10, 1, 10, 20)).toBe(0);
    expect(predictedDelayMs(30, 1, 10, 0)).toBe(0);
    expect(predictedDelayMs(30, 0, 10, 20)).toBe(Number.POSITIVE_INFINITY);
  });
});
