import { leastMannWhitneyP } from '../../stats/mann-whitney.js';
import { answerOf } from './answered.js';
import type {
  CellJudgement,
  ComparedCell,
  ImprovementReason,
  InconclusiveReason,
  QualityChange,
  Refusal,
  RegressionReason,
  TimingComparison,
} from './comparison.js';
import type { ComparisonRules } from './rules.js';

/** What is known of a cell when it is judged. */
export interface Evidence {
  readonly cell: ComparedCell;
  readonly times: TimesCompared;
  readonly quality: readonly QualityChange[];
  /** How many cells are judged together. */
  readonly cells: number;
}

export type TimesCompared =
  | { readonly kind: 'compared'; readonly timing: TimingComparison }
  | { readonly kind: 'refused'; readonly reason: Refusal }
  /** Nothing was timed. */
  | { readonly kind: 'none' };

type WithoutCommon<J> = J extends unknown ? Omit<J, 'id' | 'quality'> : never;
/** What is said, without whom of. */
type Said = WithoutCommon<CellJudgement>;

/**
 * The rule. Slower: p after Holm is below alpha, and the interval of the ratio lies wholly beyond the limit; faster is its
 * mirror. A worse answer is a regression, unless the cell is faster, which is a trade. What is neither is the same if a
 * change of the threshold would have been seen, and inconclusive if not.
 */
export function decide(evidence: Evidence, rules: ComparisonRules): CellJudgement {
  const { cell, quality } = evidence;
  const said = judgeAnswers(cell) ?? judgeFigures(evidence, rules);
  return { id: cell.id, quality, ...said };
}

function judgeFigures(evidence: Evidence, rules: ComparisonRules): Said {
  const { times, quality } = evidence;
  switch (times.kind) {
    case 'compared':
      return judgeTimes(times.timing, evidence, rules);
    case 'refused':
      return judgeUntimed(times.reason, quality);
    case 'none':
      return judgeComputed(quality);
  }
}

/** What has no chance in it has changed or has not. */
function judgeComputed(quality: readonly QualityChange[]): Said {
  const [loss, ...otherLosses] = lossesIn(quality);
  if (loss !== undefined) return { verdict: 'regressed', reasons: [loss, ...otherLosses] };
  const [gain, ...otherGains] = gainsIn(quality);
  if (gain !== undefined) return { verdict: 'improved', reasons: [gain, ...otherGains] };
  return { verdict: 'same', reason: { kind: 'no-difference' } };
}

/** A right answer that was lost or found outweighs all else. */
function judgeAnswers({ base, head }: ComparedCell): Said | undefined {
  if (base === undefined || head === undefined) return undefined;
  const [before, after] = [answerOf(base), answerOf(head)];
  if (before === 'right' && after === 'wrong') {
    return { verdict: 'regressed', reasons: [{ kind: 'wrong-answer' }] };
  }
  if (before === 'right' && after === 'none') {
    return { verdict: 'regressed', reasons: [{ kind: 'no-answer', status: head.status }] };
  }
  if ((before === 'wrong' || before === 'none') && after === 'right') {
    return { verdict: 'improved', reasons: [{ kind: 'right-answer' }] };
  }
  return undefined;
}

/** Without times a loss of quality still counts; a gain could be paid for in time. */
function judgeUntimed(reason: Refusal, quality: readonly QualityChange[]): Said {
  const [regression, ...others] = lossesIn(quality);
  return regression === undefined
    ? { verdict: 'not-compared', reason }
    : { verdict: 'regressed', reasons: [regression, ...others] };
}

function judgeTimes(timing: TimingComparison, { quality, cells }: Evidence, rules: ComparisonRules): Said {
  const speed = speedOf(timing, rules.alpha);
  const [loss, ...otherLosses] = lossesIn(quality);
  const [gain, ...otherGains] = gainsIn(quality);
  if (speed === 'slower') {
    const losses = loss === undefined ? [] : [loss, ...otherLosses];
    return { verdict: 'regressed', reasons: [{ kind: 'slower' }, ...losses], timing };
  }
  if (speed === 'faster') {
    const gains = gain === undefined ? [] : [gain, ...otherGains];
    return loss === undefined
      ? { verdict: 'improved', reasons: [{ kind: 'faster' }, ...gains], timing }
      : { verdict: 'inconclusive', reason: { kind: 'traded', change: loss.change }, timing };
  }
  if (loss !== undefined) return { verdict: 'regressed', reasons: [loss, ...otherLosses], timing };
  if (gain !== undefined) return { verdict: 'improved', reasons: [gain, ...otherGains], timing };
  const doubt = doubtOf(timing, cells, rules);
  if (doubt !== undefined) return { verdict: 'inconclusive', reason: doubt, timing };
  const kind = timing.pHolm < rules.alpha ? 'within-limit' : 'no-difference';
  return { verdict: 'same', reason: { kind }, timing };
}

function speedOf({ pHolm, ratioInterval, limit }: TimingComparison, alpha: number) {
  if (pHolm >= alpha) return 'alike';
  if (ratioInterval.low > 1 + limit) return 'slower';
  return ratioInterval.high < 1 / (1 + limit) ? 'faster' : 'alike';
}

/** Why a change of the threshold could have gone unseen; undefined where it could not. */
function doubtOf(
  { rounds, smallestEffect }: TimingComparison,
  cells: number,
  { alpha, threshold }: ComparisonRules,
): InconclusiveReason | undefined {
  if (smallestEffect === null) {
    return {
      kind: 'too-few-rounds-for-suite',
      rounds: Math.min(rounds.base, rounds.head),
      needed: roundsNeeded(cells, alpha),
    };
  }
  return smallestEffect > threshold ? { kind: 'too-noisy', smallestEffect, threshold } : undefined;
}

/** The fewest rounds on both sides with which one cell among so many can be told from chance. */
export function roundsNeeded(cells: number, alpha: number): number {
  let rounds = 1;
  while (leastMannWhitneyP(rounds, rounds) >= alpha / cells) rounds++;
  return rounds;
}

function lossesIn(quality: readonly QualityChange[]) {
  return changesIn(quality, 'worse') satisfies RegressionReason[];
}

function gainsIn(quality: readonly QualityChange[]) {
  return changesIn(quality, 'better') satisfies ImprovementReason[];
}

function changesIn(quality: readonly QualityChange[], wanted: QualityChange['direction']) {
  return quality
    .filter(({ direction }) => direction === wanted)
    .map((change) => ({ kind: 'quality' as const, change }));
}
