import { EXIT, type ExitCode } from '../../errors.js';
import type { SuiteJudgement } from '../../results/comparison/comparison.js';
import { overallVerdict } from '../../results/comparison/overall.js';

/** The exit code of a judgement: what was not compared at all is no pass. */
export function gateExitCode(judgement: SuiteJudgement, { strict }: { readonly strict: boolean }): ExitCode {
  switch (overallVerdict(judgement)) {
    case 'regressed':
      return EXIT.regression;
    case 'not-compared':
      return EXIT.invalid;
    case 'inconclusive':
      return strict ? EXIT.inconclusive : EXIT.ok;
    case 'improved':
    case 'same':
      return EXIT.ok;
  }
}

/** `2 of 6 slower or worse, 4 same: exit 99`, for the last line that a user reads. */
export function gateLine(judgement: SuiteJudgement, exitCode: ExitCode): string {
  const counts = new Map<string, number>();
  for (const { verdict } of [...judgement.cells, ...judgement.fronts, ...judgement.capacities]) {
    counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  }
  const told = ['regressed', 'inconclusive', 'not-compared', 'improved', 'same'].flatMap((verdict) => {
    const count = counts.get(verdict);
    return count === undefined ? [] : [`${count} ${verdict.replace('-', ' ')}`];
  });
  return `${judgement.suite}: ${told.join(', ') || 'no cells'}; exit ${exitCode}`;
}
