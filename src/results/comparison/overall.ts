import type { SuiteJudgement } from './comparison.js';

export const OVERALL_VERDICTS = ['regressed', 'improved', 'same', 'inconclusive', 'not-compared'] as const;

/** What is said of a suite as a whole. */
export type OverallVerdict = (typeof OVERALL_VERDICTS)[number];

/** The gravest thing said of any part: one regression makes the suite regressed, one doubt inconclusive. */
const GRAVEST_FIRST: readonly OverallVerdict[] = ['regressed', 'inconclusive', 'improved', 'same'];

/** `not-compared` only where no part was: what could not be compared takes nothing from what could. */
export function overallVerdict({ cells, fronts, capacities }: SuiteJudgement): OverallVerdict {
  const said = new Set<OverallVerdict>([...cells, ...fronts, ...capacities].map(({ verdict }) => verdict));
  return GRAVEST_FIRST.find((verdict) => said.has(verdict)) ?? 'not-compared';
}
