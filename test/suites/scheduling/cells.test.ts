import { describe, expect, it } from 'vitest';
import { computedRow } from '../../../src/cli/computed/computed-row.js';
import { batchTraceFile, parseBatchTrace } from '../../../src/results/batch-trace.js';
import type { ComputedCell } from '../../../src/suites/computed.js';
import { capacityCell } from '../../../src/suites/scheduling/capacity-cell.js';
import { loadCell } from '../../../src/suites/scheduling/cell.js';
import { SCHEDULING_COLUMNS } from '../../../src/suites/scheduling/columns.js';
import { schedulingRow } from '../../../src/suites/scheduling/row.js';
import { scenarioOf, toolsKeeping } from './one-by-one.js';

async function rowOf(cell: ComputedCell) {
  const computed = await cell.compute(toolsKeeping());
  return schedulingRow.parse(computedRow('scheduling', cell, computed, SCHEDULING_COLUMNS));
}

describe('a simulated load', () => {
  it('within what a GPU can do is answered in time, to the last request', async () => {
    const row = await rowOf(loadCell(scenarioOf(), { kind: 'rate', perSecond: 50 }, ''));
    expect(row).toMatchObject({
      ...{
        policy: 'one-by-one',
        profile: 'ten',
        models: 1,
        gpus: 2,
        sloMs: 20,
        arrivals: 'constant',
        rate: 50,
      },
      ...{ goodputRps: 50, throughputRps: 50, violationPercent: 0, requests: 100, dropped: 0, late: 0 },
      ...{ meanMs: 10, p50Ms: 10, p90Ms: 10, p99Ms: 10, meanBatch: 1, batchSizes: [100] },
      // Half of the time of one GPU of two.
      ...{ gpusUsed: 1, utilizationPercent: 25, unfinished: 0 },
    });
  });

  it('beyond it is dropped as far as it cannot be in time', async () => {
    const row = await rowOf(loadCell(scenarioOf(), { kind: 'rate', perSecond: 200 }, ''));
    expect(row.requests).toBe(400);
    expect(row.goodputRps).toBe(100);
    expect(row.dropped).toBe(200);
    expect(row.violationPercent).toBe(50);
  });

  it('can be a share of what the batching equations say', async () => {
    // (1 + 1/2) l(b) <= 20 ms holds for b = 4 and l = 13 ms: 2 * 4 / 13 ms.
    const bound = 8000 / 13;
    const cell = loadCell(scenarioOf(), { kind: 'share', percent: 10 }, '');
    expect(cell.id).toBe('one-by-one-10pc');
    const row = await rowOf(cell);
    expect(row.boundRps).toBeCloseTo(bound, 9);
    expect(row.rate).toBe(Math.round(bound * 100) / 1000);
    expect(row.loadPercent).toBe(10);
  });

  it('is the same again, and another with another seed', async () => {
    const poisson = (seed: number) =>
      scenarioOf({ arrivals: { kind: 'drawn', text: 'poisson', gaps: { kind: 'poisson', seed } }, seed });
    const load = { kind: 'rate', perSecond: 80 } as const;
    const once = await rowOf(loadCell(poisson(1), load, ''));
    expect(await rowOf(loadCell(poisson(1), load, ''))).toEqual(once);
    expect((await rowOf(loadCell(poisson(2), load, ''))).meanMs).not.toBe(once.meanMs);
  });

  it('that was recorded keeps its rate', async () => {
    const timesMs = Float64Array.from({ length: 301 }, (_, at) => at * 10);
    const scenario = scenarioOf({ arrivals: { kind: 'recorded', text: 'trace.csv', timesMs } });
    const row = await rowOf(loadCell(scenario, undefined, ''));
    expect(row).toMatchObject({ arrivals: 'trace.csv', requests: 200, goodputRps: 100 });
    expect(row.rate).toBeCloseTo((301 * 1000) / 3000, 3);
  });

  it('keeps its batches, from the end of the warm-up on', async () => {
    const kept = new Map<string, string>();
    const cell = loadCell(scenarioOf(), { kind: 'rate', perSecond: 50 }, '');
    await cell.compute(toolsKeeping(kept));
    const trace = parseBatchTrace(kept.get(batchTraceFile(cell.id)) ?? '');
    expect(trace).toMatchObject({ cellId: cell.id, gpus: 2, models: ['ten'], fromMs: 1000, isCut: false });
    expect(trace?.batches).toHaveLength(100);
    expect(trace?.batches[0]).toEqual({
      ...{ gpu: 0, model: 0, size: 1, startMs: 1000, endMs: 1010, isLost: false },
      counts: { arrived: 51, good: 51, late: 0, dropped: 0 },
    });
  });

  it('is refused where nobody would wait for its end', async () => {
    const cell = loadCell(scenarioOf({ durationMs: 1e8 }), { kind: 'rate', perSecond: 1000 }, '');
    await expect(cell.compute(toolsKeeping())).rejects.toThrow(
      'expected at most 50000000 requests in a simulation; got 100001000. Lower --rate or --duration',
    );
  });

  it('stops when it is told to', async () => {
    const scenario = scenarioOf({ durationMs: 1e7 });
    const stopped = { ...toolsKeeping(), signal: AbortSignal.abort() };
    await expect(loadCell(scenario, { kind: 'rate', perSecond: 1000 }, '').compute(stopped)).rejects.toThrow(
      /abort/i,
    );
  });
});

describe('a search for the capacity', () => {
  it('finds the highest rate that holds, and shows its figures', async () => {
    const row = await rowOf(capacityCell(scenarioOf(), 0.99, ''));
    // One at a time, 100 a second; 99 % of 101 are in time too.
    expect(row.capacityRps).toBeGreaterThanOrEqual(99);
    expect(row.capacityRps).toBeLessThanOrEqual(102);
    expect(row).toMatchObject({ rate: null, steadyRps: row.capacityRps, reason: null });
    expect(row.violationPercent).toBeLessThanOrEqual(1);
    expect(row.boundRps).toBeCloseTo(8000 / 13, 9);
  });

  it('says where nothing holds', async () => {
    const row = await rowOf(capacityCell({ ...scenarioOf(), sloMs: 5 }, 0.99, ''));
    expect(row).toMatchObject({ capacityRps: 0, boundRps: 0 });
    expect(row.reason).toMatch(/^too few in time at any rate tried, from \d+\/s on$/);
  });

  it('tells how far it is without going back', async () => {
    const shares: number[] = [];
    await capacityCell(scenarioOf(), 0.99, '').compute({
      ...toolsKeeping(),
      async progress(done, total) {
        shares.push(done / total);
      },
    });
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.at(-1)).toBeLessThanOrEqual(1);
  });
});
