import type {
  CapacityJudgement,
  CellJudgement,
  FrontJudgement,
  ImprovementReason,
  QualityChange,
  Refusal,
  RegressionReason,
  TimerSaturation,
} from '../../results/comparison/comparison.js';
import { formatDuration, formatNumber } from '../../results/display/quantity.js';

/** `3.4 %`. */
export function percentText(share: number): string {
  return `${formatNumber(share * 100, 2)} %`;
}

/** Why a cell is called what it is, in words; empty where the verdict says it all. */
export function whyText(judgement: CellJudgement): string {
  switch (judgement.verdict) {
    case 'regressed':
      return judgement.reasons.map(regressionText).filter(isSaid).join('; ');
    case 'improved':
      return judgement.reasons.map(improvementText).filter(isSaid).join('; ');
    case 'same':
      return judgement.reason.kind === 'within-limit' ? 'a difference, not beyond the limit' : '';
    case 'inconclusive':
      return inconclusiveText(judgement.reason);
    case 'not-compared':
      return refusalText(judgement.reason);
  }
}

function isSaid(text: string): boolean {
  return text !== '';
}

function regressionText(reason: RegressionReason): string {
  switch (reason.kind) {
    case 'slower':
      return '';
    case 'quality':
      return changeText(reason.change);
    case 'wrong-answer':
      return 'wrong answer';
    case 'no-answer':
      return `no answer: ${reason.status}`;
  }
}

function improvementText(reason: ImprovementReason): string {
  switch (reason.kind) {
    case 'faster':
      return '';
    case 'quality':
      return changeText(reason.change);
    case 'right-answer':
      return 'the base answered wrong';
  }
}

function changeText({ metric, base, head }: QualityChange): string {
  return `${metric} ${formatNumber(base, 4)} to ${formatNumber(head, 4)}`;
}

function inconclusiveText(reason: Extract<CellJudgement, { verdict: 'inconclusive' }>['reason']): string {
  switch (reason.kind) {
    case 'too-noisy':
      return `too noisy: a slowdown of ${percentText(reason.threshold)} could have been missed`;
    case 'too-few-rounds-for-suite':
      return `${reason.rounds} rounds are too few for so many cells; it needs ${reason.needed}`;
    case 'traded':
      return `faster, but ${changeText(reason.change)}`;
  }
}

function refusalText(reason: Refusal): string {
  switch (reason.kind) {
    case 'only-on':
      return `another question: only the ${reason.side} asks it`;
    case 'status':
      return `the ${reason.side} has no figure: ${reason.status}`;
    case 'mixed-hosts':
      return `another host: ${reason.differences.map(({ fact, values }) => `${fact} ${values.join(' / ')}`).join(', ')}`;
    case 'unsound-rounds':
      return `the ${reason.side} has rounds that took no time or no finite time`;
    case 'few-rounds':
      return `too few rounds: ${reason.base} and ${reason.head}, ${reason.needed} needed on each side`;
    case 'timer-saturated':
      return `the ${reason.side} measured the clock: ${saturationText(reason.why)}`;
  }
}

function saturationText(why: TimerSaturation): string {
  return why.kind === 'short'
    ? `a round took ${formatDuration(why.medianMs)}, ${formatDuration(why.needsMs)} needed`
    : `${why.rounds} rounds of ${why.distinct} different lengths`;
}

export function frontWhyText(judgement: FrontJudgement): string {
  if (judgement.verdict !== 'not-compared') return '';
  return judgement.reason.kind === 'mixed-hosts' ? 'another host' : 'no cell of it can be compared';
}

export function capacityWhyText(judgement: CapacityJudgement): string {
  if (judgement.verdict !== 'not-compared') return '';
  return judgement.reason.kind === 'mixed-hosts' ? 'another host' : 'no rate held the SLO on both sides';
}
