import { describe, expect, it } from 'vitest';
import { judgeSuite } from '../../../src/results/comparison/judge.js';
import { judgeCell, requestOf, roundsOf, sideOf } from './compared-cells.js';

const always = (value: number, rounds = 12) => Array<number>(rounds).fill(value);
const withRecall = (recall: readonly number[], medianMs = 50) =>
  sideOf(roundsOf(medianMs, recall.length), { quality: { recall } });
/** Recalls that vary by a percent about a middle. */
const varying = (middle: number, rounds = 12) =>
  Array.from({ length: rounds }, (_, i) => middle + 0.01 * Math.sin(i * 2.1));

describe('an answer', () => {
  const right = sideOf(roundsOf(50));
  const wrong = sideOf(roundsOf(20), { status: 'wrong', check: 'fail' });

  it('that became wrong is a regression, however fast', () => {
    expect(judgeCell(right, wrong)).toMatchObject({
      verdict: 'regressed',
      reasons: [{ kind: 'wrong-answer' }],
    });
    const fewRounds = sideOf(roundsOf(20, 1), { check: 'fail' });
    expect(judgeCell(right, fewRounds).verdict).toBe('regressed');
  });

  it.each(['failed', 'timeout', 'out-of-memory'] as const)('that no longer comes (%s) is one', (status) => {
    expect(judgeCell(right, sideOf([], { status }))).toMatchObject({
      verdict: 'regressed',
      reasons: [{ kind: 'no-answer', status }],
    });
  });

  it('that became right is an improvement', () => {
    expect(judgeCell(wrong, right)).toMatchObject({
      verdict: 'improved',
      reasons: [{ kind: 'right-answer' }],
    });
    expect(judgeCell(sideOf([], { status: 'timeout' }), right).verdict).toBe('improved');
  });
});

describe('recall', () => {
  it('that is lower at equal speed is a regression', () => {
    expect(judgeCell(withRecall(always(0.95)), withRecall(always(0.94)))).toMatchObject({
      verdict: 'regressed',
      reasons: [{ kind: 'quality', change: { metric: 'recall', direction: 'worse', pHolm: 0 } }],
      timing: { ratio: 1 },
    });
  });

  it('that is higher at equal speed is an improvement', () => {
    const judgement = judgeCell(withRecall(always(0.95)), withRecall(always(0.96)));
    expect(judgement).toMatchObject({ verdict: 'improved', reasons: [{ kind: 'quality' }] });
    expect(judgement.quality).toHaveLength(1);
  });

  it('that is lower and paid for in speed is a trade', () => {
    expect(judgeCell(withRecall(always(0.95)), withRecall(always(0.9), 25))).toMatchObject({
      verdict: 'inconclusive',
      reason: { kind: 'traded', change: { metric: 'recall' } },
      timing: { ratio: 0.5 },
    });
  });

  it('that is lower where times say nothing is a regression all the same, and higher is not enough', () => {
    const few = always(0.95, 3);
    expect(judgeCell(withRecall(few), withRecall(always(0.9, 3))).verdict).toBe('regressed');
    expect(judgeCell(withRecall(few), withRecall(always(0.99, 3)))).toMatchObject({
      verdict: 'not-compared',
      reason: { kind: 'few-rounds' },
      quality: [{ direction: 'better' }],
    });
  });

  it('does not excuse a slowdown, which it may add to', () => {
    expect(judgeCell(withRecall(always(0.9)), withRecall(always(0.99), 100)).verdict).toBe('regressed');
    expect(judgeCell(withRecall(always(0.99)), withRecall(always(0.9), 100))).toMatchObject({
      reasons: [{ kind: 'slower' }, { kind: 'quality' }],
    });
  });

  it('within the tolerance does not count', () => {
    expect(judgeCell(withRecall(always(0.95)), withRecall(always(0.9495)))).toMatchObject({
      verdict: 'same',
      quality: [],
    });
  });

  it('that varies from round to round must differ by more than chance', () => {
    expect(judgeCell(withRecall(varying(0.95)), withRecall(varying(0.948))).verdict).toBe('same');
    expect(judgeCell(withRecall(varying(0.95)), withRecall(varying(0.9)))).toMatchObject({
      verdict: 'regressed',
      reasons: [{ change: { metric: 'recall' } }],
    });
  });

  it('that varies is judged with that of the whole suite', () => {
    const cells = Array.from({ length: 40 }, (_, i) => ({
      id: String(i),
      base: withRecall(varying(0.95, 6)),
      head: withRecall(i === 0 ? varying(0.9, 6) : varying(0.9501, 6)),
    }));
    const alone = judgeSuite(requestOf(cells.slice(0, 1))).cells[0]?.quality;
    expect(alone).toHaveLength(1);
    expect(judgeSuite(requestOf(cells)).cells[0]?.quality).toHaveLength(0);
  });
});

describe('of other metrics', () => {
  const judged = (metric: string, base: number, head: number) =>
    judgeCell(
      sideOf(roundsOf(50), { quality: { [metric]: always(base) } }),
      sideOf(roundsOf(50), { quality: { [metric]: always(head) } }),
    );

  it('those count of which less is better', () => {
    expect(judged('inertia', 1000, 1010)).toMatchObject({ verdict: 'regressed' });
    expect(judged('inertia', 1000, 990)).toMatchObject({ verdict: 'improved' });
    expect(judged('inertia', 1000, 1000.5)).toMatchObject({ verdict: 'same' });
  });

  it.each(['p99Ms', 'iterations', 'recallCiLow', 'unheardOf'])('%s does not', (metric) => {
    expect(judged(metric, 1, 2)).toMatchObject({ verdict: 'same', quality: [] });
  });
});
