import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GroupPrediction } from '../../../src/scheduling/abacus/group-prediction.js';
import { pairNamed } from '../../../src/scheduling/abacus/pairs.js';
import { planAsPublished } from '../../../src/scheduling/abacus/plan-as-published.js';
import { planRepaired } from '../../../src/scheduling/abacus/plan-repaired.js';
import type { AbacusQuery } from '../../../src/scheduling/abacus/query.js';
import { PUBLISHED_SEARCH } from '../../../src/scheduling/abacus/search-settings.js';
import type { ZooModel } from '../../../src/scheduling/predictor/model-zoo.js';

const [resnet, bert] = pairNamed('resnet152_bert').models as readonly [ZooModel, ZooModel];

function query(id: number, model: number, network: ZooModel): AbacusQuery {
  return { id, model, network, arrivalMs: 0, deadlineMs: 100, batch: 4, sequence: 0 };
}

const first = query(0, 0, resnet);
const second = query(1, 1, bert);
const WAITING = [
  { query: first, reached: 0 },
  { query: second, reached: 0 },
];
const TAIL = WAITING.slice(0, 1);

/** Half a millisecond for each segment of ResNet-152 (26 ms in all) and 2 ms for each of BERT (24 ms). */
const predict: GroupPrediction = (parts) =>
  parts.reduce((ms, { start, end, query }) => ms + (end - start) * (query.network === bert ? 2 : 0.5), 0);

const parts = (plan: ReturnType<typeof planRepaired>) =>
  plan.parts.map(({ query: { id }, start, end }) => [id, start, end]);

describe('the plan as published', () => {
  const plan = (headroomMs: number, staleMs = 0, waiting = WAITING) =>
    planAsPublished({ waiting, headroomMs }, staleMs, predict, PUBLISHED_SEARCH);

  it('runs both to the end where the headroom holds them, and keeps an old expectation', () => {
    expect(parts(plan(57, 7))).toEqual([
      [0, 0, 52],
      [1, 0, 12],
    ]);
    expect(plan(57, 7).expectedMs).toBe(7);
  });

  it('takes the first of two points that leaves less than the threshold', () => {
    // Points at 4 and 8 of 12 segments: 34 and 42 ms.
    expect(parts(plan(44))).toEqual([
      [0, 0, 52],
      [1, 0, 8],
    ]);
    expect(plan(44).expectedMs).toBe(42);
    expect(plan(36)).toMatchObject({ expectedMs: 34, parts: [{ end: 52 }, { end: 4 }] });
  });

  it('takes the last point though the headroom does not hold it', () => {
    const { parts: taken, expectedMs } = plan(30, 3);
    expect(taken[1]?.end).toBe(8);
    expect(predict(taken)).toBeGreaterThan(30);
    expect(expectedMs).toBe(3);
  });

  it('drops the urgent query on an idle GPU because of an old expectation', () => {
    expect(plan(40, 20)).toEqual({ parts: [], dropped: [first], expectedMs: 20 });
    expect(plan(40, 20, TAIL)).toEqual({ parts: [], dropped: [first], expectedMs: 0 });
    expect(parts(plan(40, 0, TAIL))).toEqual([[0, 0, 52]]);
  });

  it('does nothing where nothing waits', () => {
    expect(plan(0, 9, [])).toEqual({ parts: [], dropped: [], expectedMs: 9 });
  });
});

describe('the repaired plan', () => {
  const plan = (headroomMs: number, busyMs = 0, waiting = WAITING) =>
    planRepaired({ waiting, headroomMs }, busyMs, predict, PUBLISHED_SEARCH);

  it('runs as much beside the urgent query as still lets it end in time', () => {
    expect(parts(plan(30))).toEqual([
      [0, 0, 52],
      [1, 0, 2],
    ]);
    expect(plan(30).expectedMs).toBe(30);
  });

  it('counts the time that the running group needs yet', () => {
    expect(plan(50, 20)).toEqual(plan(30));
    expect(plan(50, 30)).toMatchObject({ parts: [], dropped: [first] });
  });

  it('goes on from where a query was cut', () => {
    const cut = [
      { query: second, reached: 9 },
      { query: first, reached: 0 },
    ];
    expect(parts(plan(100, 0, cut))).toEqual([
      [1, 9, 12],
      [0, 0, 52],
    ]);
  });

  it('never sends what it thinks is too long, nor leaves the threshold unused for want of looking', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 80, noNaN: true }),
        fc.nat({ max: 11 }),
        fc.integer({ min: 1, max: 5 }),
        (headroomMs, reached, ways) => {
          const waiting = [
            { query: first, reached: 0 },
            { query: second, reached },
          ];
          const settings = { ways, thresholdMs: 2 };
          const { parts: sent, expectedMs } = planRepaired({ waiting, headroomMs }, 0, predict, settings);
          if (sent.length === 0) {
            expect(headroomMs).toBeLessThan(26);
            return;
          }
          expect(expectedMs).toBe(predict(sent));
          expect(expectedMs).toBeLessThanOrEqual(headroomMs);
          const end = sent[1]?.end ?? reached;
          // A segment more takes 2 ms, which is the threshold.
          if (end < 12) expect(expectedMs + 2).toBeGreaterThan(headroomMs);
        },
      ),
    );
  });
});
