import { describe, expect, it } from 'vitest';
import { openDataset } from '../../../src/datasets/registry.js';
import { plantedRow } from '../../../src/datasets/synthetic/clustered.js';
import { readRows } from '../read-all.js';

describe.each([
  [16, 40_000],
  [128, 4000],
])('clustered, d = %d, n = %d', (d, n) => {
  const spec = { name: 'clustered', n, d, queries: 10, seed: 42 };

  it('has each query sqrt(d)/16 from its planted row, and no other row nearer', async () => {
    const dataset = await openDataset(spec);
    const base = await readRows(dataset.base);
    const queries = await readRows(dataset.queries);
    for (let query = 0; query < spec.queries; query++) {
      const distances = Array.from({ length: n }, (_, row) => distance(base, row, queries, query, d));
      const planted = distances[plantedRow(spec, query)] ?? Number.NaN;
      expect(planted).toBeCloseTo(Math.sqrt(d) / 16, 5);
      expect(distances.filter((other) => other <= planted)).toHaveLength(1);
    }
  });
});

describe('plantedRow', () => {
  it('stays within the base', () => {
    const rows = Array.from({ length: 1000 }, (_, query) => plantedRow({ n: 3, seed: 1 }, query));
    expect(new Set(rows)).toEqual(new Set([0, 1, 2]));
  });
});

function distance(x: Float32Array, i: number, y: Float32Array, j: number, d: number): number {
  let sum = 0;
  for (let axis = 0; axis < d; axis++) sum += ((x[i * d + axis] ?? 0) - (y[j * d + axis] ?? 0)) ** 2;
  return Math.sqrt(sum);
}
