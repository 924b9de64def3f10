import { describe, expect, it } from 'vitest';
import { suite } from '../../../src/suites/nexus-drop/suite.js';

const TOOLS = { signal: new AbortController().signal, progress: async () => {} };

describe('early against lazy drop as rows', () => {
  it('gains, and less where batching gains less', async () => {
    const cells = await suite.cells({ alpha: '1,1.8', duration: '20s', seed: '1' });
    const rows = [];
    for (const cell of cells) rows.push({ ...cell.parameters, ...(await cell.compute(TOOLS)) });
    const [steep, flat] = rows;
    expect(steep).toMatchObject({ alpha: 1, betaMs: 25, fallPoints: null });
    expect(flat).toMatchObject({ alpha: 1.8, betaMs: 5 });
    expect(Number(flat?.gainPercent)).toBeGreaterThan(0);
    expect(Number(flat?.fallPoints)).toBeCloseTo(Number(steep?.gainPercent) - Number(flat?.gainPercent), 9);
    expect(Number(flat?.fallPoints)).toBeGreaterThan(0);
  });

  it('refuses an alpha with which 25 take more than 50 ms', async () => {
    await expect(suite.cells({ alpha: '2.1' })).rejects.toThrow(
      /alpha to be above 0 ms and at most 2 ms; got "2.1"/,
    );
  });
});
