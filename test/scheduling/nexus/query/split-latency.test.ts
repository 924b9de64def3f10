import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Query, QueryStage } from '../../../../src/scheduling/nexus/query/query.js';
import { splitLatency } from '../../../../src/scheduling/nexus/query/split-latency.js';
import { splitLatencyAsReleased } from '../../../../src/scheduling/nexus/query/split-latency-as-released.js';
import { stageThroughput } from '../../../../src/scheduling/nexus/query/stage-throughput.js';
import {
  FIGURE_4_SEGMENTS,
  figure4,
  figure4Gpus,
} from '../../../../src/scheduling/nexus/query/worked-example.js';
import { linearProfile } from '../../../../src/scheduling/profiles/linear-profile.js';

const SEGMENTS = 8;

function arbitraryStage(depth: number): fc.Arbitrary<QueryStage> {
  return fc.record({
    name: fc.constantFrom('a', 'b'),
    perSecond: fc.double({ min: 1, max: 1000, noNaN: true }),
    throughput: fc
      .tuple(fc.double({ min: 0.1, max: 3, noNaN: true }), fc.double({ min: 0.1, max: 3, noNaN: true }))
      .map(([alpha, beta]) => stageThroughput(linearProfile(alpha, beta, 32))),
    next: depth === 0 ? fc.constant([]) : fc.array(arbitraryStage(depth - 1), { maxLength: 2 }),
  });
}

const arbitraryQuery: fc.Arbitrary<Query> = arbitraryStage(2).map((root) => ({
  name: 'q',
  sloMs: 100,
  root,
}));

/** Of all splits, the fewest GPUs, found by trying each. */
function fewestGpus(stage: QueryStage, left: number, segmentMs: number): number {
  let best = Number.POSITIVE_INFINITY;
  for (let own = 1; own <= left; own++) {
    const behind = stage.next.map((child) => fewestGpus(child, left - own, segmentMs));
    const here = stage.perSecond / stage.throughput(own * segmentMs);
    best = Math.min(
      best,
      behind.reduce((sum, gpus) => sum + gpus, here),
    );
  }
  return best;
}

describe('the split of a latency target over a query', () => {
  it.each([
    [0.1, [60, 40], 272.7],
    [1, [50, 50], 153.8],
    [10, [40, 60], 40.0],
  ])('is the best of figure 4 for a fan-out of %s', (gamma, budgets, perSecond) => {
    const split = splitLatency(figure4(gamma), FIGURE_4_SEGMENTS);
    expect(split.budgets.map(({ sloMs }) => sloMs)).toEqual(budgets);
    expect(Math.round(10 / split.gpus) / 10).toBe(perSecond);
  });

  it.each([
    [40, [192.3, 142.9, 40.0]],
    [50, [235.3, 153.8, 34.5]],
    [60, [272.7, 150.0, 27.3]],
  ])('with %s ms for X reaches what figure 4 says', (xMs, perSecond) => {
    expect([0.1, 1, 10].map((gamma) => Math.round(10 / figure4Gpus(gamma, xMs)) / 10)).toEqual(perSecond);
  });

  it('wastes a segment in the released form', () => {
    const split = splitLatencyAsReleased(figure4(10), FIGURE_4_SEGMENTS);
    expect(split.budgets.map(({ sloMs }) => sloMs)).toEqual([40, 50]);
    expect(split.gpus).toBeGreaterThan(splitLatency(figure4(10), FIGURE_4_SEGMENTS).gpus);
  });

  it('adds up to the target on every way through the query', () => {
    fc.assert(
      fc.property(arbitraryQuery, (query) => {
        const budgets = new Map(splitLatency(query, 40).budgets.map(({ stage, sloMs }) => [stage, sloMs]));
        const ways = (stage: QueryStage): number[] => {
          const own = budgets.get(stage) ?? Number.NaN;
          return stage.next.length === 0 ? [own] : stage.next.flatMap(ways).map((rest) => own + rest);
        };
        for (const sum of ways(query.root)) expect(sum).toBeCloseTo(query.sloMs, 9);
      }),
    );
  });

  it('needs no more GPUs than any other split', () => {
    fc.assert(
      fc.property(arbitraryQuery, (query) => {
        const best = fewestGpus(query.root, SEGMENTS, query.sloMs / SEGMENTS);
        fc.pre(best < 1e9);
        expect(splitLatency(query, SEGMENTS).gpus).toBeCloseTo(best, 9);
      }),
    );
  });

  it('is never better in the released form', () => {
    fc.assert(
      fc.property(arbitraryQuery, (query) => {
        expect(splitLatencyAsReleased(query, 40).gpus).toBeGreaterThanOrEqual(splitLatency(query, 40).gpus);
      }),
    );
  });

  it('says so when there is no time for all stages', () => {
    const { root } = figure4(1);
    expect(() => splitLatency({ name: 'hasty', sloMs: 70, root }, 7)).toThrow(/query hasty to have time/);
    expect(() => splitLatencyAsReleased({ name: 'hasty', sloMs: 80, root }, 8)).toThrow(/query hasty/);
  });
});
