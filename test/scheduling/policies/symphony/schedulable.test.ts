import { describe, expect, it } from 'vitest';
import {
  type CandidateBatch,
  type SchedulableCondition,
  schedulableAtMs,
} from '../../../../src/scheduling/policies/symphony/schedulable.js';
import { linearProfile } from '../../../../src/scheduling/profiles/linear-profile.js';

/** Four requests, the first from 95 ms on and due at 120 ms; a batch of b takes b + 4 ms. Now it is 100 ms. */
const BATCH: CandidateBatch = {
  size: 4,
  target: 6,
  latency: linearProfile(1, 4, 8),
  earliestMs: 100,
  dueMs: 120,
  dataMsPerRequest: 0,
  arrivalMs: 95,
  sloMs: 25,
  lastRunMs: 98,
  perMs: 0.5,
};

const at = (condition: SchedulableCondition, differs: Partial<CandidateBatch> = {}) =>
  schedulableAtMs(condition, { ...BATCH, ...differs });

describe('when a batch runs', () => {
  it('is at once', () => {
    expect(at({ type: 'immediately' })).toBe(100);
  });

  it('is when one more could no longer join', () => {
    expect(at({ type: 'frontrun' })).toBe(111);
    expect(at({ type: 'frontrun' }, { dataMsPerRequest: 0.5 })).toBe(110.5);
    expect(at({ type: 'frontrun' }, { size: 8 })).toBe(100);
  });

  it('is at the last moment that is in time', () => {
    expect(at({ type: 'latest' })).toBe(112);
  });

  it('is when it has the size that the load needs', () => {
    expect(at({ type: 'target-batch' })).toBe(111);
    expect(at({ type: 'target-batch' }, { size: 6 })).toBe(100);
  });

  it('is a target batch of arrivals behind the last', () => {
    expect(at({ type: 'target-delay' })).toBe(110);
    expect(at({ type: 'target-delay' }, { lastRunMs: 50 })).toBe(100);
    expect(at({ type: 'target-delay' }, { perMs: undefined })).toBe(111);
  });

  it('is when it has what arrives during the fixed part, 2 at 0.5 in 4 ms', () => {
    expect(at({ type: 'beta-lambda' }, { size: 1 })).toBe(114);
    expect(at({ type: 'beta-lambda' }, { size: 2 })).toBe(100);
    expect(at({ type: 'beta-lambda' }, { size: 1, latency: linearProfile(1, 4, 1) })).toBe(100);
  });

  it('is when its first has waited for a share of its target', () => {
    expect(at({ type: 'timeout', shareOfSlo: 0.4 })).toBe(105);
    expect(at({ type: 'timeout', shareOfSlo: 0.9 })).toBe(112);
    expect(at({ type: 'timeout', shareOfSlo: 0.1 })).toBe(100);
  });
});
