import { describe, expect, it } from 'vitest';
import {
  entry as fashion,
  provider as fashionProvider,
} from '../../../src/datasets/catalogue/fashion-mnist-784.js';
import { entry as mnist, provider as mnistProvider } from '../../../src/datasets/catalogue/mnist-784.js';
import { pullDataset } from '../../../src/datasets/registry.js';
import { readRows } from '../read-all.js';

describe.each([
  ['mnist-784', mnist],
  ['fashion-mnist-784', fashion],
])('%s', (name, entry) => {
  it('is pinned', () => {
    expect(entry.name).toBe(name);
    for (const file of [entry.base, entry.queries]) {
      expect(file.sha256).toMatch(/^[0-9a-f]{64}$/);
      expect(file.bytes).toBe(16 + file.rows * entry.d);
    }
    expect(entry.sources.length).toBeGreaterThan(1);
  });
});

// Sums over the first row of the base and of the queries, of the published files.
describe.each([
  ['mnist-784', mnistProvider, 27_525, 18_454],
  ['fashion-mnist-784', fashionProvider, 76_247, 33_456],
])('%s in the cache', async (name, provider, baseSum, querySum) => {
  const { local } = await provider.state();

  it.skipIf(!local)('is what its checksums say, and reads as pixels', async () => {
    await pullDataset(name, { progress: () => expect.unreachable() });
    const dataset = await provider.open({ name, n: 60_000, d: 784, queries: 10_000, seed: 0 });
    const sum = (row: Float32Array) => row.reduce((total, value) => total + value, 0);
    expect(sum(await readRows(dataset.base, 0, 1))).toBe(baseSum);
    expect(sum(await readRows(dataset.queries, 0, 1))).toBe(querySum);
    expect(Math.max(...(await readRows(dataset.base, 59_000, 1000)).subarray(0, 78_400))).toBe(255);
    await dataset.close();
  });
});
