import { describe, expect, it } from 'vitest';
import type { Sample } from '../../../src/results/events.js';
import { KMEANS_COLUMNS } from '../../../src/suites/kmeans/columns.js';
import { planKMeans } from '../../../src/suites/kmeans/plan.js';
import { kmeansRow, kmeansRowOf } from '../../../src/suites/kmeans/row.js';
import type { Cell, CellOutcome } from '../../../src/suites/suite.js';
import { OPENED, sampleOf } from '../../results/recorded-events.js';
import { GAUSSIAN, SETTINGS } from './cells.js';

const [cell] = planKMeans({
  subjects: [{ name: 'ts', role: 'contender' }],
  datasets: [{ ...GAUSSIAN, n: 60_000, d: 784 }],
  metrics: ['l2'],
  ks: [10],
  threads: [4],
  settings: { ...SETTINGS, restarts: 3 },
}) as [Cell];

const QUALITY = { inertia: 12.5, loss: 40, iterations: 8, updates: 20, pairs: 23 * 60_000 * 10 };

const outcome = (samples: readonly Sample[], more: Partial<CellOutcome> = {}): CellOutcome => ({
  status: 'ok',
  reason: null,
  opened: OPENED,
  samples,
  peakRssBytes: 123,
  ...more,
});
const round = (number: number, ms: number, more: Partial<Sample> = {}) =>
  sampleOf(number, ms, { quality: QUALITY, ...more });

describe('kmeansRowOf', () => {
  it('says what was asked, what ran and what came of it', () => {
    expect(kmeansRowOf(cell, outcome([round(1, 3000), round(2, 1000), round(3, 2000)]))).toMatchObject({
      suite: 'kmeans',
      backend: 'ts',
      engine: OPENED.engine,
      dataset: 'gaussian',
      metric: 'l2',
      n: 60_000,
      d: 784,
      k: 10,
      init: 'kmeans++',
      algorithm: 'lloyd',
      maxIterations: 10,
      tolerance: 1e-4,
      restarts: 3,
      threads: OPENED.threads,
      status: 'ok',
      rounds: 3,
      medianMs: 2000,
      inertia: 12.5,
      loss: 40,
      iterations: 8,
      check: 'pass',
      ceilingPercent: null,
      boundBy: null,
      speedup: null,
    });
  });

  it('shares the time among the updates of all restarts, and counts two operations a coordinate of each pair', () => {
    const row = kmeansRowOf(cell, outcome([round(1, 2000)]));
    expect(row.msPerIteration).toBe(100);
    expect(row.gflops).toBeCloseTo((2 * 784 * 23 * 60_000 * 10) / 2 / 1e9, 9);
  });

  it('claims no work for a subject that did none', () => {
    const row = kmeansRowOf(cell, outcome([sampleOf(1, 2, { check: 'none', quality: {} })]));
    expect(row).toMatchObject({
      medianMs: 2,
      gflops: null,
      msPerIteration: null,
      inertia: null,
      iterations: null,
      check: 'none',
    });
  });

  it('has no time per iteration where there was none', () => {
    const quality = { ...QUALITY, iterations: 0, updates: 0 };
    expect(kmeansRowOf(cell, outcome([round(1, 2000, { quality })])).msPerIteration).toBeNull();
  });

  it.each([
    ['measured', outcome([round(1, 3), round(2, 4)])],
    ['failed', outcome([], { status: 'failed', reason: 'x', opened: null, peakRssBytes: null })],
    ['wrong', outcome([sampleOf(1, 2, { check: 'fail', quality: {} })], { status: 'wrong' })],
  ])('of a %s cell has exactly the declared columns, in their order, and fits the schema', (_, how) => {
    const row = kmeansRowOf(cell, how);
    expect(Object.keys(row)).toEqual(KMEANS_COLUMNS.map(({ name }) => name));
    expect(kmeansRow.parse(JSON.parse(JSON.stringify(row)))).toEqual(row);
  });
});

describe('the columns', () => {
  it('are the contract of JSON and CSV', () => {
    expect(KMEANS_COLUMNS.map(({ name }) => name).join(', ')).toBe(
      'suite, backend, engine, device, dataset, metric, n, d, k, init, algorithm, maxIterations, tolerance, ' +
        'restarts, threads, status, reason, rounds, medianMs, ciLowMs, ciHighMs, loadMs, compileMs, readMs, waitMs, uploadMs, computeMs, ' +
        'readbackMs, iterations, msPerIteration, inertia, loss, gflops, ceilingPercent, boundBy, speedup, check, peakRssBytes',
    );
  });
});
