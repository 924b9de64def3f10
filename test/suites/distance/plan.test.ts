import { describe, expect, it } from 'vitest';
import { UsageError } from '../../../src/errors.js';
import { heldBytes, requireMemory } from '../../../src/suites/distance/memory.js';
import { distanceParameters } from '../../../src/suites/distance/parameters.js';
import { planDistance } from '../../../src/suites/distance/plan.js';
import type { DistanceRequest } from '../../../src/suites/distance/request.js';

const asked = (more: Partial<DistanceRequest> = {}): DistanceRequest => ({
  subjects: [
    { name: 'ts', role: 'contender' },
    { name: 'tfjs', role: 'contender', engine: 'wasm' },
  ],
  datasets: ['uniform'],
  metrics: ['l2'],
  extents: [{ shape: 'rows', rows: 100, queries: 100 }],
  d: [2, 64],
  threads: [2],
  seed: 7,
  rule: { kind: 'rounds', rounds: 3 },
  timeoutMs: 1000,
  ...more,
});

describe('planDistance', () => {
  it('plans every subject at every dataset, extent, metric, thread count and dimension', async () => {
    const cells = await planDistance(
      asked({
        datasets: ['uniform', 'gaussian'],
        metrics: ['l2', 'dot', 'l1'],
        extents: [
          { shape: 'pair', rows: 1, queries: 1 },
          { shape: 'many-to-many', rows: 20, queries: 5 },
        ],
        threads: [1, 2],
      }),
    );
    expect(cells).toHaveLength(2 * 2 * 3 * 2 * 2 * 2);
    expect(new Set(cells.map(({ id }) => id)).size).toBe(cells.length);
    expect(new Set(cells.map(({ group }) => group)).size).toBe(cells.length / 2);
  });

  it('spells ids that a later version must spell too, as runs are resumed by them', async () => {
    const ids = (await planDistance(asked())).map(({ id }) => id);
    expect(ids.slice(0, 2)).toEqual([
      'distance/uniform/seed7/l2/rows/100/t2/d2/ts',
      'distance/uniform/seed7/l2/rows/100/t2/d2/tfjs:wasm',
    ]);
    const many = asked({ extents: [{ shape: 'many-to-many', rows: 20, queries: 5 }] });
    expect((await planDistance(many))[0]?.group).toBe('uniform/seed7/l2/many-to-many/5x20/t2/d2');
  });

  it('makes cells of plain JSON that its own schema reads', async () => {
    for (const cell of await planDistance(asked())) {
      expect(JSON.parse(JSON.stringify(cell))).toEqual(cell);
      expect(distanceParameters.parse(cell.parameters)).toEqual(cell.parameters);
    }
  });

  it('takes the dimension of a real dataset, and refuses another', async () => {
    const { d: _, ...rest } = asked({ datasets: ['mnist-784'] });
    const [cell] = await planDistance(rest);
    expect(cell?.parameters).toMatchObject({ dataset: { name: 'mnist-784', n: 100, d: 784, queries: 100 } });
    await expect(planDistance({ ...rest, d: [2] })).rejects.toThrow(/^expected --d to be 784/);
  });

  it('refuses more pairs than a real dataset has rows for, with the numbers', async () => {
    const { d: _, ...rest } = asked({
      datasets: ['mnist-784'],
      extents: [{ shape: 'rows', rows: 20_000, queries: 20_000 }],
    });
    await expect(planDistance(rest)).rejects.toThrow(UsageError);
    await expect(planDistance(rest)).rejects.toThrow(
      /at most 60000 rows and 10000 queries; 20000 pairs \(rows\) take 20000 and 20000$/,
    );
  });
});

describe('the memory a cell needs', () => {
  const heavy = () =>
    planDistance(asked({ extents: [{ shape: 'rows', rows: 1000, queries: 1000 }], d: [2, 65_536] }));

  it('is that of both sides, the answer and the truth', async () => {
    const [light, large] = (await heavy()).filter(({ subject }) => subject === 'ts');
    expect(heldBytes(distanceParameters.parse(light?.parameters))).toBe(2000 * 2 * 4 + 1000 * 28);
    expect(heldBytes(distanceParameters.parse(large?.parameters))).toBe(524_288_000 + 1000 * 28);
  });

  it('may be half of what is free, and no more', async () => {
    const cells = await heavy();
    const needed = 524_288_000 + 28_000;
    expect(() => requireMemory(cells, 2 * needed)).not.toThrow();
    expect(() => requireMemory(cells, 2 * needed - 2)).toThrow(UsageError);
    expect(() => requireMemory(cells, 2 ** 29)).toThrow(
      /^expected vectors that fit half of the 512 MiB of memory now free, .*; 1000 pairs \(rows\) of d = 65536 hold 500 MiB - lower --pairs or --d$/,
    );
  });
});
