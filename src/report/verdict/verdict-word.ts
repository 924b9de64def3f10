import type { CellJudgement, FrontJudgement } from '../../results/comparison/comparison.js';
import type { Tint } from '../../results/display/paint.js';

export type VerdictWord = 'slower' | 'worse' | 'faster' | 'better' | 'same' | 'inconclusive' | 'not compared';

/** A verdict as it is told: of time alone `slower` and `faster`, where quality counted too `worse` and `better`. */
export function verdictWord(judgement: CellJudgement): VerdictWord {
  switch (judgement.verdict) {
    case 'regressed':
      return judgement.reasons.every(({ kind }) => kind === 'slower') ? 'slower' : 'worse';
    case 'improved':
      return judgement.reasons.every(({ kind }) => kind === 'faster') ? 'faster' : 'better';
    case 'not-compared':
      return 'not compared';
    default:
      return judgement.verdict;
  }
}

/** Of a front or a capacity, which are of speed and quality at once. */
export function partWord(verdict: FrontJudgement['verdict']): VerdictWord {
  if (verdict === 'regressed') return 'worse';
  if (verdict === 'improved') return 'better';
  return verdict === 'not-compared' ? 'not compared' : verdict;
}

export const VERDICT_TINTS: Readonly<Record<VerdictWord, Tint>> = {
  slower: 'red',
  worse: 'red',
  faster: 'green',
  better: 'green',
  same: 'dim',
  inconclusive: 'yellow',
  'not compared': 'yellow',
};
