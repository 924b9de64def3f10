import { describe, expect, it } from 'vitest';
import { subjectNames, subjectsOf } from '../../../src/suites/serving/subjects.js';

const COMMON = {
  pipeline: { model: 'emulated', corpus: 'animals', threads: 1, maxTokens: 8 },
  batching: { maxBatch: 10, maxWaitMs: 500, maxQueue: 100, close: 'adaptive' },
  host: '127.0.0.1',
  port: 0,
} as const;
const BALANCED = {
  minInstances: 2,
  maxInstances: 3,
  warmInstances: 0,
  autoscale: 'rps',
  sloMs: 1500,
} as const;

describe('what a serving benchmark measures', () => {
  it('is every tier, by the name of what decides in it', () => {
    const subjects = subjectsOf({
      tiers: ['null', 'baseline', 'batched', 'balanced'],
      common: COMMON,
      closes: ['timeout'],
      balanced: [{ ...BALANCED, policy: 'power-of-two' }],
    });
    expect(subjects.map(({ tier, policy }) => `${tier} ${policy}`)).toEqual([
      'null none',
      'baseline fifo',
      'batched timeout',
      'balanced power-of-two',
    ]);
    expect(subjects.map(({ spec }) => spec.batching.close)).toEqual(Array(4).fill('timeout'));
    expect(subjects.map(({ spec }) => spec.balanced?.policy)).toEqual([
      undefined,
      undefined,
      undefined,
      'power-of-two',
    ]);
  });

  it('is a grid of policies, which then stand in the names', () => {
    const subjects = subjectsOf({
      tiers: ['baseline', 'batched', 'balanced'],
      common: COMMON,
      closes: ['adaptive', 'timeout'],
      balanced: [
        { ...BALANCED, policy: 'round-robin' },
        { ...BALANCED, policy: { scheduling: 'symphony' } },
      ],
    });
    expect(subjects.map(subjectNames(subjects))).toEqual([
      'baseline',
      'batched adaptive',
      'batched timeout',
      'balanced round-robin',
      'balanced symphony',
    ]);
  });
});
