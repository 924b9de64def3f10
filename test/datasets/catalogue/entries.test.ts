import { describe, expect, it } from 'vitest';
import type { VectorSource } from '../../../src/backends/backend.js';
import {
  entry as cifar,
  provider as cifarProvider,
} from '../../../src/datasets/catalogue/cifar-patches-192.js';
import {
  entry as fashion,
  provider as fashionProvider,
} from '../../../src/datasets/catalogue/fashion-mnist-784.js';
import { entry as glove, provider as gloveProvider } from '../../../src/datasets/catalogue/glove-6b-100.js';
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

describe.each([
  ['glove-6b-100', glove, 128, 4],
  ['cifar-patches-192', cifar, 20, 1],
])('%s', (name, entry, headBytes, elementBytes) => {
  it('is pinned, and so is what it is made of', () => {
    expect(entry.name).toBe(name);
    for (const file of [entry.base, entry.queries]) {
      expect(file.sha256).toMatch(/^[0-9a-f]{64}$/);
      expect(file.bytes).toBe(headBytes + file.rows * entry.d * elementBytes);
    }
    const published = entry.recipe?.published ?? [];
    expect(published.length).toBeGreaterThan(0);
    for (const file of published) expect(file.sha256).toMatch(/^[0-9a-f]{64}$/);
  });
});

// By NumPy of the published document, and the first pixels that CIFAR-10 is known by.
describe.each([
  ['glove-6b-100', gloveProvider, [-0.038194, -0.24487, 0.72812, -0.39961], undefined],
  ['cifar-patches-192', cifarProvider, [59, 62, 63, 43, 46, 45], [158, 112, 49, 159, 111, 47]],
])('%s in the cache', async (name, provider, firstOfBase, firstOfQueries) => {
  const { local } = await provider.state();

  it.skipIf(!local)('is what its checksums say, and begins as published', async () => {
    await pullDataset(name, { progress: () => expect.unreachable() });
    const { n, d, queries } = provider.shape;
    const dataset = await provider.open({ name, n, d, queries, seed: 0 });
    const begins = async (source: VectorSource) => [...(await readRows(source, 0, 1))];
    expect((await begins(dataset.base)).slice(0, firstOfBase.length)).toEqual(firstOfBase.map(Math.fround));
    if (firstOfQueries !== undefined)
      expect((await begins(dataset.queries)).slice(0, 6)).toEqual(firstOfQueries);
    await dataset.close();
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
