import { describe, expect, it } from 'vitest';
import type { CellSide, ComparedCell, FrontJudgement } from '../../../src/results/comparison/comparison.js';
import { judgeSuite } from '../../../src/results/comparison/judge.js';
import { requestOf, roundsOf, sideOf } from './compared-cells.js';

/** Rounds at which a probe finds so much. */
const probe = (medianMs: number, recall: number, spread = 0.01): CellSide =>
  sideOf(roundsOf(medianMs, 12, spread), { quality: { recall: [recall] } });

const BASE = [probe(10, 0.7), probe(20, 0.9), probe(80, 0.99)];

function judgeFronts(base: readonly (CellSide | undefined)[], head: readonly (CellSide | undefined)[]) {
  const cells = base.map((side, i): ComparedCell => {
    const other = head[i];
    return { id: String(i), ...(side && { base: side }), ...(other && { head: other }) };
  });
  const fronts = [{ question: 'sift k=10', cellIds: cells.map(({ id }) => id), quality: 'recall' }];
  const [judgement] = judgeSuite(requestOf(cells, { fronts })).fronts;
  if (judgement === undefined) throw new Error('expected a judgement of the front');
  return judgement;
}

const ratioOf = (judgement: FrontJudgement) =>
  judgement.verdict === 'not-compared' ? Number.NaN : judgement.ratio;

describe('a front', () => {
  it('that is equal is the same', () => {
    const judgement = judgeFronts(BASE, BASE);
    expect(judgement).toMatchObject({ question: 'sift k=10', verdict: 'same', ratio: 1 });
  });

  it('all of which is slower has lost as much', () => {
    const judgement = judgeFronts(BASE, [probe(12.5, 0.7), probe(25, 0.9), probe(100, 0.99)]);
    expect(judgement.verdict).toBe('regressed');
    expect(ratioOf(judgement)).toBeCloseTo(0.8, 6);
  });

  it('that finds less at the same speed has lost', () => {
    expect(judgeFronts(BASE, [probe(10, 0.6), probe(20, 0.8), probe(80, 0.9)]).verdict).toBe('regressed');
  });

  it('that is traded along itself is judged as a whole', () => {
    // The middle cell is slower and finds more: what it covers is about the same.
    const judgement = judgeFronts(BASE, [probe(10, 0.7), probe(21, 0.92), probe(80, 0.99)]);
    expect(judgement.verdict).toBe('same');
  });

  it('that gained has improved', () => {
    expect(judgeFronts(BASE, [probe(8, 0.7), probe(16, 0.9), probe(64, 0.99)]).verdict).toBe('improved');
  });

  it('lacks what the head answers wrong, and not what it was not asked', () => {
    const wrong = sideOf(roundsOf(10), { status: 'wrong', check: 'fail' });
    expect(judgeFronts(BASE, [wrong, BASE[1], BASE[2]]).verdict).toBe('regressed');
    expect(judgeFronts(BASE, [undefined, BASE[1], BASE[2]]).verdict).toBe('same');
    expect(judgeFronts(BASE, [sideOf([], { status: 'unavailable' }), BASE[1], BASE[2]]).verdict).toBe('same');
    expect(judgeFronts(BASE, [wrong, wrong, wrong])).toMatchObject({ verdict: 'regressed', ratio: 0 });
  });

  it('of rounds that vary more than the limit is inconclusive', () => {
    const noisy = (factor: number) => [probe(10 * factor, 0.7, 0.6), probe(20 * factor, 0.9, 0.6)];
    expect(judgeFronts(noisy(1), noisy(1.08)).verdict).toBe('inconclusive');
  });

  it('shares the alpha of the suite with the other fronts', () => {
    const cells = BASE.map((base, i) => ({ id: String(i), base, head: base }));
    const widths = [1, 2, 40].map((count) => {
      const front = { question: 'q', cellIds: ['0', '1', '2'], quality: 'recall' };
      const [first] = judgeSuite(requestOf(cells, { fronts: Array(count).fill(front) })).fronts;
      if (first === undefined || first.verdict === 'not-compared') throw new Error('expected an interval');
      return first.ratioInterval.high - first.ratioInterval.low;
    });
    expect(widths[1]).toBeGreaterThan((widths[0] ?? 0) * 1.05);
    expect(widths[2]).toBeGreaterThan((widths[1] ?? 0) * 1.2);
    expect(widths[0]).toBeGreaterThan(0.003);
  });

  it('of no cells that can be compared is not', () => {
    expect(judgeFronts([undefined], [BASE[0]])).toEqual({
      question: 'sift k=10',
      verdict: 'not-compared',
      reason: { kind: 'no-cells' },
    });
    const few = sideOf(roundsOf(10, 3), { quality: { recall: [1] } });
    expect(judgeFronts([few], [few]).verdict).toBe('not-compared');
  });
});
