import { describe, expect, it } from 'vitest';
import type { Sample } from '../../../src/results/events.js';
import { KNN_COLUMNS } from '../../../src/suites/knn/columns.js';
import { planKnn } from '../../../src/suites/knn/plan.js';
import { knnRow, knnRowOf } from '../../../src/suites/knn/row.js';
import type { Cell, CellOutcome } from '../../../src/suites/suite.js';
import { OPENED, sampleOf } from '../../results/recorded-events.js';

const [cell] = planKnn({
  subjects: [{ name: 'tfjs', role: 'contender' }],
  datasets: [{ name: 'gaussian', n: 60_000, d: 784, queries: 50, seed: 1 }],
  metrics: ['cosine'],
  ks: [10],
  threads: [4],
}) as [Cell];

const sample = (round: number, ms: number, more: Partial<Sample> = {}) =>
  sampleOf(round, ms, { parts: { load: 0, compile: 0, compute: ms - 1, readback: 1 }, ...more });

const outcome = (samples: readonly Sample[], more: Partial<CellOutcome> = {}): CellOutcome => ({
  status: 'ok',
  reason: null,
  opened: OPENED,
  samples,
  peakRssBytes: 123,
  ...more,
});

describe('knnRowOf', () => {
  it('says what was asked, what ran, and how fast', () => {
    const row = knnRowOf(cell, outcome([sample(1, 300), sample(2, 100), sample(3, 200)]));
    expect(row).toMatchObject({
      suite: 'knn',
      backend: 'tfjs',
      engine: OPENED.engine,
      device: OPENED.device,
      dataset: 'gaussian',
      metric: 'cosine',
      n: 60_000,
      d: 784,
      queries: 50,
      k: 10,
      status: 'ok',
      reason: null,
      rounds: 3,
      medianMs: 200,
      ciLowMs: 100,
      ciHighMs: 300,
      loadMs: 3,
      compileMs: 1,
      readMs: null,
      waitMs: null,
      uploadMs: null,
      computeMs: 199,
      readbackMs: 1,
      recall: 1,
      check: 'pass',
      speedup: null,
      peakRssBytes: 123,
    });
    // The threads that ran, not those that were allowed.
    expect(row.threads).toBe(1);
  });

  it('says of vectors read anew what reading took, what of it was waited for, and the upload', () => {
    const rounds = [60, 90, 70].map((read, i) => {
      const round = sample(i, 200);
      return { ...round, parts: { ...round.parts, read, wait: read - 50, load: 5 + i } };
    });
    expect(knnRowOf(cell, outcome(rounds))).toMatchObject({ readMs: 70, waitMs: 20, uploadMs: 6, loadMs: 3 });
  });

  it('reckons rates from the median: 50 queries, 2 x 60,000 x 784 x 50 operations, 60,000 x 784 x 4 bytes in 0.2 s', () => {
    const row = knnRowOf(cell, outcome([sample(1, 200), sample(2, 200)]));
    expect(row.queriesPerSecond).toBeCloseTo(250, 9);
    expect(row.gflops).toBeCloseTo(23.52, 9);
    expect(row.gbps).toBeCloseTo(0.9408, 9);
  });

  it('claims no work for a subject that did none, but keeps its time', () => {
    const row = knnRowOf(cell, outcome([sample(1, 2, { check: 'none', quality: {} })]));
    expect(row).toMatchObject({ medianMs: 2, gflops: null, gbps: null, recall: null, check: 'none' });
    expect(row.queriesPerSecond).toBeCloseTo(25_000, 6);
  });

  it('claims no interval for a single round', () => {
    expect(knnRowOf(cell, outcome([sample(1, 9)]))).toMatchObject({
      rounds: 1,
      medianMs: 9,
      ciLowMs: null,
      ciHighMs: null,
    });
  });

  it('is null in all that was not measured', () => {
    const row = knnRowOf(
      cell,
      outcome([], { status: 'unavailable', reason: 'no GPU', opened: null, peakRssBytes: null }),
    );
    expect(row).toMatchObject({
      status: 'unavailable',
      reason: 'no GPU',
      rounds: 0,
      threads: 4,
      check: 'none',
    });
    const { engine, device, medianMs, loadMs, computeMs, queriesPerSecond, gflops, recall, peakRssBytes } =
      row;
    expect([
      engine,
      device,
      medianMs,
      loadMs,
      computeMs,
      queriesPerSecond,
      gflops,
      recall,
      peakRssBytes,
    ]).toEqual(Array(9).fill(null));
  });

  it('has the least recall of the rounds, and fails if one of them did', () => {
    const wrong = sample(2, 100, { check: 'fail', quality: { recall: 0.8 } });
    const row = knnRowOf(cell, outcome([sample(1, 100), wrong, sample(3, 100)], { status: 'wrong' }));
    expect(row).toMatchObject({ recall: 0.8, check: 'fail' });
  });

  it.each([
    ['measured', outcome([sample(1, 3), sample(2, 4)])],
    ['failed', outcome([], { status: 'failed', reason: 'x', opened: null, peakRssBytes: null })],
  ])('of a %s cell has exactly the declared columns, in their order, and fits the schema', (_, how) => {
    const row = knnRowOf(cell, how);
    expect(Object.keys(row)).toEqual(KNN_COLUMNS.map(({ name }) => name));
    expect(knnRow.parse(JSON.parse(JSON.stringify(row)))).toEqual(row);
  });
});

describe('the row of an experiment', () => {
  it('has the largest share of pairs measured again, and none where the search was not certified', () => {
    const certified = [0.001, 0.003].map((rerankedShare, at) =>
      sample(at + 1, 100, { quality: { recall: 1, rerankedShare } }),
    );
    expect(knnRowOf(cell, outcome(certified)).rerankedShare).toBe(0.003);
    expect(knnRowOf(cell, outcome([sample(1, 100)])).rerankedShare).toBeNull();
  });

  it("carries the first query's neighbours, which no other row has", () => {
    const row = knnRowOf(cell, outcome([sample(1, 3), sample(2, 4, { neighbours: [7, 1] })]));
    expect(knnRow.parse(JSON.parse(JSON.stringify(row))).neighbours).toEqual([7, 1]);
  });
});

describe('the columns', () => {
  it('are the contract of JSON and CSV', () => {
    expect(KNN_COLUMNS.map(({ name }) => name).join(', ')).toBe(
      'suite, backend, engine, device, dataset, metric, n, d, queries, k, threads, precision, status, reason, rounds, ' +
        'medianMs, ciLowMs, ciHighMs, loadMs, compileMs, readMs, waitMs, uploadMs, computeMs, readbackMs, queriesPerSecond, gflops, gbps, ceilingPercent, ' +
        'boundBy, speedup, recall, rerankedShare, check, peakRssBytes',
    );
  });

  it('name intervals that are columns themselves', () => {
    const names = new Set(KNN_COLUMNS.map(({ name }) => name));
    const ends = KNN_COLUMNS.flatMap(({ interval }) => interval ?? []);
    expect(ends).toEqual(['ciLowMs', 'ciHighMs']);
    expect(ends.every((name) => names.has(name))).toBe(true);
  });
});
