import { describe, expect, it } from 'vitest';
import type { CapacityJudgement, SuiteJudgement } from '../../../src/results/comparison/comparison.js';
import { type OverallVerdict, overallVerdict } from '../../../src/results/comparison/overall.js';
import { DEFAULT_RULES } from '../../../src/results/comparison/rules.js';

function suiteOf(...verdicts: OverallVerdict[]): SuiteJudgement {
  const capacities = verdicts.map(
    (verdict): CapacityJudgement =>
      verdict === 'not-compared'
        ? { subject: 's', verdict, reason: { kind: 'no-capacity' } }
        : { subject: 's', verdict, baseRps: 1, headRps: 1 },
  );
  return { suite: 'serving', rules: DEFAULT_RULES, cells: [], fronts: [], capacities };
}

describe('what is said of a suite', () => {
  it.each<[OverallVerdict, OverallVerdict[]]>([
    ['regressed', ['same', 'improved', 'inconclusive', 'regressed', 'not-compared']],
    ['inconclusive', ['improved', 'inconclusive', 'same']],
    ['improved', ['same', 'improved', 'not-compared']],
    ['same', ['not-compared', 'same']],
    ['not-compared', ['not-compared', 'not-compared']],
    ['not-compared', []],
  ])('is %s of %j', (overall, verdicts) => {
    expect(overallVerdict(suiteOf(...verdicts))).toBe(overall);
  });
});
