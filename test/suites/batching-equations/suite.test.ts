import { describe, expect, it } from 'vitest';
import { suite } from '../../../src/suites/batching-equations/suite.js';
import type { Grid } from '../../../src/suites/computed.js';

const TOOLS = { signal: new AbortController().signal, progress: async () => {} };

async function rowsOf(grid: Grid) {
  const cells = await suite.cells(grid);
  return Promise.all(cells.map(async (cell) => ({ ...cell.parameters, ...(await cell.compute(TOOLS)) })));
}

describe('the batching equations as rows', () => {
  it('hold one coordination against the other', async () => {
    const rows = await rowsOf({ profile: 'resnet50', slo: '25ms', gpus: 8 });
    expect(rows).toMatchObject([
      { coordination: 'uncoordinated', batch: 7, batchMs: 12.443, gainPercent: 0 },
      { coordination: 'staggered', batch: 16 },
    ]);
    expect(Number(rows[1]?.batchMs)).toBeCloseTo(21.92, 9);
    expect(Number(rows[1]?.gainPercent)).toBeCloseTo(29.75, 2);
  });

  it('find the batch of a load, and the GPUs that it takes', async () => {
    const [, , load] = await rowsOf({ profile: 'resnet50', slo: '25ms', gpus: 8, rate: '5000' });
    // 5000/s in batches of 15 take 6.96 GPUs, and 20.867 (1 + 1 / 6.96) ms; of 16 they would take 25.12 ms.
    expect(load).toMatchObject({ rate: 5000, batch: 15 });
    expect(Number(load?.gpusNeeded)).toBeCloseTo(6.956, 3);
  });

  it('say so where no batch fits', async () => {
    expect(await rowsOf({ profile: 'resnet50', slo: '5ms' })).toMatchObject([
      { batch: 0, batchMs: null, throughputRps: 0, gainPercent: null },
      { batch: 0, batchMs: null, throughputRps: 0, gainPercent: null },
    ]);
  });

  it('refuse what they do not know', async () => {
    await expect(suite.cells({ profil: 'resnet50' })).rejects.toThrow(/did you mean profile/);
    await expect(suite.cells({ slo: 'soon' })).rejects.toThrow(/expected slo to be a positive quantity/);
  });
});
