import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { computedColumns } from '../../../src/cli/computed/computed-columns.js';
import { computedRow } from '../../../src/cli/computed/computed-row.js';
import { EXIT } from '../../../src/errors.js';
import { predictorText } from '../../../src/scheduling/predictor/predictor-file.js';
import { PAIRS } from '../../../src/scheduling/predictor/read-profiles.js';
import { against } from '../../../src/suites/abacus/against.js';
import { ABACUS_COLUMNS } from '../../../src/suites/abacus/columns.js';
import { abacusRow } from '../../../src/suites/abacus/row.js';
import type { PairFigures } from '../../../src/suites/abacus/simulated-pairs.js';
import { suite } from '../../../src/suites/abacus/suite.js';
import type { Grid } from '../../../src/suites/computed.js';

let directory: string;
let predictor: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'mls-abacus-'));
  predictor = join(directory, 'predictor.json');
  // Each segment takes 0.4 ms in either slot, and 2 ms are added whatever runs.
  const weights = new Float64Array(15);
  weights.set([-0.4, 0.4, 0, 0, -0.4, 0.4], 7);
  const errors = [0.9, 1, 1.1];
  await writeFile(
    predictor,
    predictorText({
      combination: 'all',
      errors,
      predictor: { kind: 'linear', linear: { weights, intercept: 2 } },
    }),
  );
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const TOOLS = { signal: new AbortController().signal, progress: async () => {} };

async function rowsOf(grid: Grid) {
  const rows = [];
  for (const cell of await suite.cells(grid)) {
    const row = computedRow('abacus', cell, await cell.compute(TOOLS), computedColumns(ABACUS_COLUMNS));
    rows.push(abacusRow.parse(row));
  }
  return rows;
}

describe('simulating Abacus', () => {
  it('gives a row for each pair, load, seed and policy, whose queries add up', async () => {
    const rows = await rowsOf({
      ...{ predictor, pair: 'vgg19,resnet152', load: '50,100', seed: '0,1', queries: 200 },
      policy: 'fcfs,abacus',
    });
    expect(rows).toHaveLength(8);
    expect(rows[0]).toMatchObject({ pair: 'resnet152_vgg19', policy: 'fcfs', load: 50, seed: 0, sloMs: 150 });
    for (const { completed, good, dropped, violationPercent } of rows) {
      expect(Number(completed) + Number(dropped)).toBe(200);
      expect(Number(good)).toBeLessThanOrEqual(Number(completed));
      expect(violationPercent).toBeCloseTo(100 - Number(good) / 2, 9);
    }
  });

  it('is the same again, and holds a policy against the baselines but not against itself', async () => {
    const grid = { predictor, pair: 'resnet152_vgg19', load: 100, queries: 300 };
    const rows = await rowsOf(grid);
    expect(await rowsOf(grid)).toEqual(rows);
    const fcfs = rows.find(({ policy }) => policy === 'fcfs');
    const repaired = rows.find(({ policy }) => policy === 'abacus-repaired');
    expect(fcfs?.cutAgainstFcfs).toBeNull();
    const cut = 100 * (1 - Number(repaired?.violationPercent) / Number(fcfs?.violationPercent));
    expect(repaired?.cutAgainstFcfs).toBeCloseTo(cut, 9);
    const edf = rows.find(({ policy }) => policy === 'edf');
    expect(edf).toMatchObject({ cutAgainstFcfs: 0, gainAgainstFcfs: 0, goodGainAgainstFcfs: 0 });
  });

  it('reads pairs by their models or their names, each for every pair and all for their mean', async () => {
    const pairs = async (pair: string) => {
      const cells = await suite.cells({ predictor, pair, policy: 'edf', load: 50 });
      return cells.map(({ parameters }) => parameters.pair);
    };
    expect(await pairs('bert,vgg19,resnet50_bert,all')).toEqual(['vgg19_bert', 'resnet50_bert', 'all']);
    expect(await pairs('each')).toEqual(PAIRS);
  });

  it('takes every group as long as is predicted without errors', async () => {
    const [row] = await rowsOf({
      ...{ predictor, pair: 'resnet50,bert', policy: 'fcfs', load: 1, queries: 50, errors: 'none' },
    });
    // Alone at a query a second: 18 x 0.4 + 2 ms and 12 x 0.4 + 2 ms.
    expect(row?.tailOfSlo).toBeCloseTo(9.2 / 75, 4);
  });

  it.each([
    [{ pair: 'vgg19' }, 'two different models'],
    [{ pair: 'vgg19,alexnet' }, 'alexnet'],
    [{ policy: 'lifo' }, '--policy'],
    [{ load: 0 }, '--load'],
    [{ errors: 'some' }, '--errors'],
  ])('refuses %j', async (grid, said) => {
    await expect(suite.cells({ predictor, ...grid })).rejects.toThrow(said);
  });

  it('says which predictor it expects, and which profiles', async () => {
    const other = join(directory, 'other.json');
    const linear = { weights: new Float64Array(15), intercept: 1 };
    await writeFile(
      other,
      predictorText({ combination: 'vgg16_bert', errors: [], predictor: { kind: 'svr', linear } }),
    );
    const asked = { pair: 'vgg19,bert', policy: 'edf', load: 50 };
    await expect(rowsOf({ ...asked, predictor: other })).rejects.toThrow('one of vgg16_bert');
    const nowhere = { ...asked, profiles: join(directory, 'none') };
    await expect(suite.cells(nowhere)).rejects.toMatchObject({ exitCode: EXIT.unavailable });
  });
});

describe('a policy against another', () => {
  const figures = (good: number, late: number, dropped: number): PairFigures => ({
    ...{ good, late, dropped, sloMs: 100, p99Ms: 1, goodPerSecond: 1, utilisation: 1 },
  });

  it('is averaged over pairs, and pairs without a miss to cut are left out', () => {
    const own = [figures(95, 0, 5), figures(99, 1, 0)];
    const other = [figures(80, 10, 10), figures(100, 0, 0)];
    expect(against(own, other)).toEqual({
      cutPercent: 75,
      gainPercent: expect.closeTo(100 * (95 / 90 - 1 + 0) * 0.5, 9),
      goodGainPercent: expect.closeTo(100 * (95 / 80 - 1 + (99 / 100 - 1)) * 0.5, 9),
    });
    expect(against(own.slice(1), other.slice(1)).cutPercent).toBeNull();
  });
});
