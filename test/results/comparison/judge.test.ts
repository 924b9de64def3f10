import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeSuite } from '../../../src/results/comparison/judge.js';
import { DEFAULT_RULES } from '../../../src/results/comparison/rules.js';
import { HOST, judgeCell, requestOf, roundsOf, sideOf } from './compared-cells.js';

const rules = (more: Partial<typeof DEFAULT_RULES>) => ({
  rules: { ...DEFAULT_RULES, resamples: 500, ...more },
});

describe('a cell', () => {
  it('that is 10 % slower has regressed, by how much and how surely', () => {
    const judgement = judgeCell(sideOf(roundsOf(50)), sideOf(roundsOf(55)));
    expect(judgement).toMatchObject({ verdict: 'regressed', reasons: [{ kind: 'slower' }] });
    const { timing } = judgement.verdict === 'regressed' ? judgement : {};
    expect(timing?.ratio).toBeCloseTo(1.1, 6);
    expect(timing?.ratioInterval.low).toBeGreaterThan(1.05);
    expect(timing?.pHolm).toBeLessThan(0.001);
    expect(timing?.hodgesLehmannMs.shift).toBeCloseTo(5, 0);
    expect(timing?.smallestEffect).toBeLessThan(0.02);
    expect(timing).toMatchObject({
      rounds: { base: 12, head: 12 },
      limit: 0.05,
      outliers: { base: 0, head: 0 },
    });
  });

  it('that is as much faster has improved', () => {
    expect(judgeCell(sideOf(roundsOf(55)), sideOf(roundsOf(50)))).toMatchObject({
      verdict: 'improved',
      reasons: [{ kind: 'faster' }],
    });
  });

  it('that is equal is the same, as a slowdown of the threshold would have been seen', () => {
    expect(judgeCell(sideOf(roundsOf(50)), sideOf(roundsOf(50)))).toMatchObject({
      verdict: 'same',
      reason: { kind: 'no-difference' },
    });
  });

  it('that differs for certain, but by less than the limit, is the same and says so', () => {
    expect(judgeCell(sideOf(roundsOf(50, 30)), sideOf(roundsOf(51.5, 30)))).toMatchObject({
      verdict: 'same',
      reason: { kind: 'within-limit' },
    });
  });

  it('that is too noisy to see the threshold is inconclusive', () => {
    const judgement = judgeCell(sideOf(roundsOf(50, 8, 0.3)), sideOf(roundsOf(51, 8, 0.3)));
    expect(judgement).toMatchObject({
      verdict: 'inconclusive',
      reason: { kind: 'too-noisy', threshold: 0.05 },
    });
  });

  it('is not called slower within the calibrated floor, which the host cannot see below', () => {
    const [base, head] = [sideOf(roundsOf(50)), sideOf(roundsOf(55))];
    expect(judgeCell(base, head, rules({ floor: 0.08 })).verdict).toBe('regressed');
    expect(judgeCell(base, head, rules({ floor: 0.12 }))).toMatchObject({
      verdict: 'inconclusive',
      reason: { kind: 'too-noisy', smallestEffect: 0.12 },
      timing: { limit: 0.12 },
    });
    expect(judgeCell(base, head, rules({ threshold: 0.12 })).verdict).toBe('same');
  });

  it('has its outliers counted, and kept', () => {
    const disturbed = [...roundsOf(50, 11), 500];
    const judgement = judgeCell(sideOf(disturbed), sideOf(roundsOf(50)));
    expect(judgement).toMatchObject({ timing: { rounds: { base: 12 }, outliers: { base: 1, head: 0 } } });
    const timing = judgement.verdict === 'same' ? judgement.timing : undefined;
    expect(timing?.hodgesLehmannMs.interval.low).toBeLessThan(0);
  });
});

describe('cells of a suite', () => {
  it('are judged together: more of them ask for more of each', () => {
    const [base, head] = [sideOf(roundsOf(50, 6)), sideOf(roundsOf(60, 6))];
    const equal = sideOf(roundsOf(50, 6));
    const suite = (others: number) =>
      judgeSuite(
        requestOf([
          { id: 'slower', base, head },
          ...Array.from({ length: others }, (_, i) => ({ id: `equal ${i}`, base: equal, head: equal })),
        ]),
      ).cells;
    expect(suite(10)[0]).toMatchObject({ verdict: 'regressed', timing: { p: expect.closeTo(0.00216, 4) } });
    // 6 v 6 rounds cannot say less than .0022, which times 40 is no longer below .05.
    expect(suite(39)[0]).toMatchObject({
      verdict: 'inconclusive',
      reason: { kind: 'too-few-rounds-for-suite', rounds: 6, needed: 7 },
      timing: { smallestEffect: null },
    });
  });

  it('count only where their times are compared', () => {
    const few = { id: 'few', base: sideOf(roundsOf(50, 3)), head: sideOf(roundsOf(50, 3)) };
    const cells = Array.from({ length: 100 }, (_, i) => ({ ...few, id: `few ${i}` }));
    const slower = { id: 'slower', base: sideOf(roundsOf(50, 6)), head: sideOf(roundsOf(60, 6)) };
    expect(judgeSuite(requestOf([...cells, slower])).cells.at(-1)).toMatchObject({ verdict: 'regressed' });
  });

  it('come back in their order', () => {
    const cells = ['b', 'a', 'c'].map((id) => ({
      id,
      base: sideOf(roundsOf(50)),
      head: sideOf(roundsOf(50)),
    }));
    expect(judgeSuite(requestOf(cells)).cells.map(({ id }) => id)).toEqual(['b', 'a', 'c']);
  });
});

describe('the rule', () => {
  const side = fc
    .record({
      medianMs: fc.double({ min: 1, max: 100, noNaN: true }),
      rounds: fc.integer({ min: 6, max: 14 }),
      spread: fc.constantFrom(0.005, 0.03, 0.2),
    })
    .map(({ medianMs, rounds, spread }) => roundsOf(medianMs, rounds, spread));
  const MIRROR = { regressed: 'improved', improved: 'regressed' } as const;

  it('is mirrored by an exchange of the sides', () => {
    fc.assert(
      fc.property(side, side, fc.double({ min: 0.8, max: 1.25, noNaN: true }), (a, b, factor) => {
        // Near each other, or it is always the one or the other.
        const near = b.map((ms) => (ms / (b[0] ?? 1)) * (a[0] ?? 1) * factor);
        const [there, back] = [judgeCell(sideOf(a), sideOf(near)), judgeCell(sideOf(near), sideOf(a))];
        const { verdict } = there;
        expect(back.verdict).toBe(
          verdict === 'regressed' || verdict === 'improved' ? MIRROR[verdict] : verdict,
        );
      }),
      { seed: 30, numRuns: 60 },
    );
  });

  it('knows nothing of scale, nor of the order of rounds', () => {
    fc.assert(
      fc.property(side, side, fc.integer({ min: -6, max: 10 }), (a, b, exponent) => {
        const verdictOf = (base: readonly number[], head: readonly number[]) => {
          const { verdict } = judgeCell(sideOf(base), sideOf(head));
          return verdict;
        };
        const verdict = verdictOf(a, b);
        const scaled = (ms: number) => ms * 2 ** exponent;
        expect(verdictOf(a.map(scaled), b.map(scaled))).toBe(verdict);
        expect(verdictOf(a.toReversed(), b.toSorted())).toBe(verdict);
      }),
      { seed: 31, numRuns: 40 },
    );
  });

  it('calls changed only what it can show', () => {
    fc.assert(
      fc.property(side, side, (a, b) => {
        const judgement = judgeCell(sideOf(a), sideOf(b));
        const timing = 'timing' in judgement ? judgement.timing : undefined;
        if (timing === undefined) throw new Error('expected times to be compared');
        const beyond = timing.ratioInterval.low > 1.05 || timing.ratioInterval.high < 1 / 1.05;
        const changed = judgement.verdict === 'regressed' || judgement.verdict === 'improved';
        expect(changed).toBe(beyond && timing.pHolm < 0.05);
      }),
      { seed: 32, numRuns: 60 },
    );
  });

  it('says the same of the same', () => {
    const request = requestOf([{ id: 'a', base: sideOf(roundsOf(50)), head: sideOf(roundsOf(52)) }]);
    expect(judgeSuite(request)).toEqual(judgeSuite(structuredClone(request)));
  });

  it.each([
    [{ threshold: -0.1 }, 'expected a threshold of 0 or more, got -0.1'],
    [{ floor: Number.NaN }, 'expected a floor of 0 or more, got NaN'],
    [{ alpha: 1 }, 'expected an alpha between 0 and 1, got 1'],
    [{ resamples: 10 }, 'expected at least 100 resamples, got 10'],
  ])('refuses %j', (more, message) => {
    expect(() => judgeCell(sideOf(roundsOf(50)), sideOf(roundsOf(50)), rules(more))).toThrow(message);
  });
});

describe('runs on different hosts', () => {
  it('are not compared at all, and why is said', () => {
    const other = { ...HOST, host: { ...HOST.host, cpu: 'another CPU' } };
    const cells = [{ id: 'a', base: sideOf(roundsOf(50)), head: sideOf([], { status: 'wrong' }) }];
    const judgement = judgeSuite(
      requestOf(cells, {
        headHosts: [HOST, other],
        fronts: [{ question: 'q', cellIds: ['a'], quality: 'recall' }],
        capacities: [
          { subject: 's', base: { holdsRps: 1, missesRps: 2 }, head: { holdsRps: 1, missesRps: 2 } },
        ],
      }),
    );
    expect(judgement.cells).toEqual([
      {
        id: 'a',
        quality: [],
        verdict: 'not-compared',
        reason: {
          kind: 'mixed-hosts',
          differences: [{ fact: 'cpu', values: ['a CPU', 'another CPU'] }],
        },
      },
    ]);
    expect(judgement.fronts[0]).toMatchObject({ verdict: 'not-compared', reason: { kind: 'mixed-hosts' } });
    expect(judgement.capacities[0]).toMatchObject({
      verdict: 'not-compared',
      reason: { kind: 'mixed-hosts' },
    });
  });

  it('differ by machine, system and runtime, not by what may be under test', () => {
    const cells = [{ id: 'a', base: sideOf(roundsOf(50)), head: sideOf(roundsOf(50)) }];
    const verdictOn = (headHost: typeof HOST) =>
      judgeSuite(requestOf(cells, { headHosts: [headHost] })).cells[0]?.verdict;
    expect(verdictOn({ ...HOST, versions: { ...HOST.versions, node: '22.0.0' } })).toBe('not-compared');
    expect(verdictOn({ ...HOST, host: { ...HOST.host, cores: 4 } })).toBe('not-compared');
    expect(
      verdictOn({
        ...HOST,
        versions: { ...HOST.versions, usearch: '3.0.0' },
        code: { mls: '0.2.0', commit: 'def' },
        loadAverage: 7,
      }),
    ).toBe('same');
  });
});
