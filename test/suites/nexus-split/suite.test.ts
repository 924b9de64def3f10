import { describe, expect, it } from 'vitest';
import type { Row } from '../../../src/results/columns.js';
import { suite } from '../../../src/suites/nexus-split/suite.js';

const TOOLS = { signal: new AbortController().signal, progress: async () => {} };

describe('the split of figure 4 as rows', () => {
  it('has the best of the fixed splits where dynamic programming says it is', async () => {
    const cells = await suite.cells({ gamma: '0.1,1,10', split: 'all' });
    expect(cells).toHaveLength(15);
    for (const gamma of [0.1, 1, 10]) {
      const rows = await Promise.all(
        cells
          .filter(({ parameters }) => parameters.gamma === gamma)
          .map(async (cell): Promise<Row> => ({ split: cell.subject, ...(await cell.compute(TOOLS)) })),
      );
      const fixed = rows.filter(({ split }) => String(split).includes('/'));
      const best = fixed.reduce((one, other) =>
        Number(other.throughputRps) > Number(one.throughputRps) ? other : one,
      );
      const paper = rows.find(({ split }) => split === 'paper');
      expect(paper).toMatchObject({ xMs: best.xMs, yMs: best.yMs });
      expect(paper?.throughputRps).toBeCloseTo(Number(best.throughputRps), 9);
    }
  });

  it('refuses a fan-out that is none', async () => {
    await expect(suite.cells({ gamma: '0' })).rejects.toThrow(
      /expected gamma to be a number above 0.*got "0"/,
    );
  });
});
