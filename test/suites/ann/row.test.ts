import { describe, expect, it } from 'vitest';
import { ANN_COLUMNS } from '../../../src/suites/ann/columns.js';
import { planAnn } from '../../../src/suites/ann/plan.js';
import { annRow, annRowOf } from '../../../src/suites/ann/row.js';
import { suite } from '../../../src/suites/ann/suite.js';
import type { Cell, CellOutcome } from '../../../src/suites/suite.js';
import { OPENED, sampleOf } from '../../results/recorded-events.js';

const [ivf, hnsw] = planAnn({
  subjects: [
    { name: 'ts', indexes: ['ivf'] },
    { name: 'usearch', indexes: ['hnsw'] },
  ],
  datasets: [{ name: 'gaussian', n: 900, d: 8, queries: 50, seed: 1 }],
  metrics: ['l2'],
  ks: [10],
  threads: [4],
  indexes: ['ivf', 'hnsw'],
  ms: [16],
  efConstructions: [128],
  nprobes: [3],
  efs: [32],
  indexSeed: 1,
}) as [Cell, Cell];

const sample = (round: number, ms: number, more: Record<string, number> = {}) =>
  sampleOf(round, ms, {
    quality: {
      recall: 0.9,
      recallCiLow: 0.8,
      recallCiHigh: 0.95,
      p50Ms: 1,
      p90Ms: 2,
      p99Ms: round,
      buildMs: 700,
      indexBytes: 4096,
      relativeContrast: 2.5,
      distanceComputations: 120,
      ...more,
    },
  });
const outcome = (more: Partial<CellOutcome> = {}): CellOutcome => ({
  status: 'ok',
  reason: null,
  opened: OPENED,
  samples: [sample(1, 100), sample(2, 50), sample(3, 200)],
  peakRssBytes: 123,
  ...more,
});

describe('annRowOf', () => {
  it('says how the index was built and searched, what it found, and how fast', () => {
    expect(annRowOf(ivf, outcome())).toMatchObject({
      suite: 'ann',
      backend: 'ts',
      dataset: 'gaussian',
      k: 10,
      threads: 1,
      index: 'ivf',
      nlist: 30,
      nprobe: 3,
      m: null,
      efConstruction: null,
      ef: null,
      medianMs: 100,
      p50Ms: 1,
      p90Ms: 2,
      p99Ms: 2,
      queriesPerSecond: 500,
      recall: 0.9,
      recallCiLow: 0.8,
      recallCiHigh: 0.95,
      relativeContrast: 2.5,
      distanceComputations: 120,
      buildMs: 700,
      indexBytes: 4096,
      // 2 x 8 x 120 x 50 operations in 0.1 s.
      gflops: 0.00096,
      ceilingPercent: null,
      boundBy: null,
      speedup: null,
      paretoFront: null,
    });
    expect(annRowOf(hnsw, outcome())).toMatchObject({
      index: 'hnsw',
      nlist: null,
      nprobe: null,
      m: 16,
      efConstruction: 128,
      ef: 32,
    });
  });

  it('has the least recall of the rounds', () => {
    const samples = [sample(1, 100), sample(2, 100, { recall: 0.7 })];
    expect(annRowOf(ivf, outcome({ samples })).recall).toBe(0.7);
  });

  it.each([
    ['measured', outcome()],
    ['skipped', outcome({ status: 'skipped', reason: 'x', opened: null, samples: [] })],
    ['unavailable', outcome({ status: 'unavailable', reason: 'x', opened: null, samples: [] })],
  ])('of a cell that was %s has exactly the declared columns, in their order, and fits the schema', (_, how) => {
    for (const cell of [ivf, hnsw]) {
      const row = annRowOf(cell, how);
      expect(Object.keys(row)).toEqual(ANN_COLUMNS.map(({ name }) => name));
      expect(annRow.parse(JSON.parse(JSON.stringify(row)))).toEqual(row);
    }
  });

  it('says beforehand, of each cell, what its row will say of the question', () => {
    for (const cell of [ivf, hnsw]) {
      const row = annRowOf(cell, outcome({ opened: null }));
      expect(row).toMatchObject(suite.describe(cell));
    }
  });
});

describe('the columns', () => {
  it('are the contract of JSON and CSV', () => {
    expect(ANN_COLUMNS.map(({ name }) => name).join(', ')).toBe(
      'suite, backend, engine, device, dataset, metric, n, d, queries, k, threads, index, nlist, m, efConstruction, ' +
        'nprobe, ef, status, reason, rounds, paretoFront, medianMs, ciLowMs, ciHighMs, ' +
        'p50Ms, p90Ms, p99Ms, queriesPerSecond, gflops, ceilingPercent, boundBy, speedup, recall, recallCiLow, recallCiHigh, ' +
        'relativeContrast, distanceComputations, buildMs, indexBytes, loadMs, compileMs, readMs, waitMs, uploadMs, computeMs, readbackMs, check, ' +
        'peakRssBytes',
    );
  });
});
