import { describe, expect, it } from 'vitest';
import type { Sample } from '../../../src/results/events.js';
import { DISTANCE_COLUMNS } from '../../../src/suites/distance/columns.js';
import type { Extent } from '../../../src/suites/distance/extent.js';
import { planDistance } from '../../../src/suites/distance/plan.js';
import { distanceRow, distanceRowOf } from '../../../src/suites/distance/row.js';
import type { Cell, CellOutcome } from '../../../src/suites/suite.js';
import { OPENED, sampleOf } from '../../results/recorded-events.js';

async function cellOf(extent: Extent): Promise<Cell> {
  const [cell] = await planDistance({
    subjects: [{ name: 'tfjs', role: 'contender' }],
    datasets: ['uniform'],
    metrics: ['cosine'],
    extents: [extent],
    d: [1024],
    threads: [4],
    rule: { kind: 'rounds', rounds: 3 },
    timeoutMs: 1000,
  });
  if (cell === undefined) throw new Error('no cell was planned');
  return cell;
}

const rows = await cellOf({ shape: 'rows', rows: 1000, queries: 1000 });
const manyToMany = await cellOf({ shape: 'many-to-many', rows: 20, queries: 50 });

const sample = (round: number, load: number, compute: number, more: Partial<Sample> = {}) =>
  sampleOf(round, load + compute + 1, {
    parts: { load, compile: 0, compute, readback: 1 },
    quality: { maxRelativeError: round * 1e-7 },
    ...more,
  });

const outcome = (samples: readonly Sample[], more: Partial<CellOutcome> = {}): CellOutcome => ({
  status: 'ok',
  reason: null,
  opened: OPENED,
  samples,
  peakRssBytes: 123,
  ...more,
});

describe('distanceRowOf', () => {
  it('says what was asked, and shows transfer and compute apart', () => {
    const row = distanceRowOf(rows, outcome([sample(1, 5, 3), sample(2, 7, 2), sample(3, 6, 4)]));
    expect(row).toMatchObject({
      suite: 'distance',
      backend: 'tfjs',
      engine: OPENED.engine,
      dataset: 'uniform',
      metric: 'cosine',
      shape: 'rows',
      pairs: 1000,
      rows: null,
      queries: null,
      d: 1024,
      threads: 1,
      rounds: 3,
      medianMs: 10,
      transferMs: 6,
      computeMs: 3,
      readbackMs: 1,
      compileMs: 1,
      check: 'pass',
      peakRssBytes: 123,
    });
    expect(row.maxRelativeError).toBeCloseTo(3e-7, 12);
  });

  it('has no loading where vectors come with each call, and no transfer where none was told apart', () => {
    expect(distanceRowOf(rows, outcome([sample(1, 0, 3)]))).toMatchObject({ loadMs: null, transferMs: null });
    expect(distanceRowOf(manyToMany, outcome([sample(1, 0, 3)]))).toMatchObject({
      loadMs: OPENED.loadMs,
      transferMs: null,
      pairs: 1000,
      rows: 20,
      queries: 50,
    });
  });

  it('reckons rates from the median: 1,000 pairs, 2 x 1,000 x 1,024 operations, both sides in 0.01 s', () => {
    const row = distanceRowOf(rows, outcome([sample(1, 0, 9), sample(2, 0, 9)]));
    expect(row.distancesPerSecond).toBeCloseTo(100_000, 6);
    expect(row.gflops).toBeCloseTo(0.2048, 9);
    expect(row.gbps).toBeCloseTo(0.8192, 9);
    expect(distanceRowOf(manyToMany, outcome([sample(1, 0, 9)])).gbps).toBeCloseTo(70 * 1024 * 4e-7, 9);
  });

  it('claims no work for a subject that did none, but keeps its time', () => {
    const row = distanceRowOf(rows, outcome([sample(1, 0, 1, { check: 'none', quality: {} })]));
    expect(row).toMatchObject({
      medianMs: 2,
      gflops: null,
      gbps: null,
      maxRelativeError: null,
      check: 'none',
    });
  });

  it.each([
    ['measured', outcome([sample(1, 1, 3), sample(2, 1, 4)])],
    ['wrong', outcome([sample(1, 0, 3, { check: 'fail', quality: {} })], { status: 'wrong', reason: 'off' })],
    ['failed', outcome([], { status: 'failed', reason: 'x', opened: null, peakRssBytes: null })],
  ])('of a %s cell has exactly the declared columns, in their order, and fits the schema', (_, how) => {
    for (const cell of [rows, manyToMany]) {
      const row = distanceRowOf(cell, how);
      expect(Object.keys(row)).toEqual(DISTANCE_COLUMNS.map(({ name }) => name));
      expect(distanceRow.parse(JSON.parse(JSON.stringify(row)))).toEqual(row);
    }
  });
});

describe('the columns', () => {
  it('are the contract of JSON and CSV', () => {
    expect(DISTANCE_COLUMNS.map(({ name }) => name).join(', ')).toBe(
      'suite, backend, engine, device, dataset, metric, shape, pairs, rows, queries, d, threads, status, reason, ' +
        'rounds, medianMs, ciLowMs, ciHighMs, loadMs, compileMs, readMs, waitMs, uploadMs, computeMs, readbackMs, transferMs, ' +
        'distancesPerSecond, gflops, gbps, ceilingPercent, boundBy, speedup, maxRelativeError, check, peakRssBytes',
    );
  });
});
