import { describe, expect, it } from 'vitest';
import {
  DATASET_NAMES,
  datasetProvider,
  datasetProviders,
  pullDataset,
  resolveDataset,
} from '../../src/datasets/registry.js';
import { EXIT, UsageError } from '../../src/errors.js';

describe('the registry', () => {
  it('knows every dataset by its own name', () => {
    expect(DATASET_NAMES).toEqual([
      'mnist-784',
      'fashion-mnist-784',
      'glove-6b-100',
      'cifar-patches-192',
      'uniform',
      'gaussian',
      'clustered',
    ]);
    for (const provider of datasetProviders()) expect(datasetProvider(provider.name)).toBe(provider);
  });

  it('has synthetic datasets always here', async () => {
    const progress = () => expect.unreachable();
    await pullDataset('gaussian', { progress });
    expect(await datasetProvider('gaussian').state()).toEqual({ local: true, bytes: 0 });
  });
});

describe('resolveDataset', () => {
  it('fills in what was not asked for', () => {
    expect(resolveDataset({ name: 'gaussian' })).toEqual({
      name: 'gaussian',
      n: 40_000,
      d: 128,
      queries: 50,
      seed: 42,
    });
    expect(resolveDataset({ name: 'mnist-784' })).toEqual({
      name: 'mnist-784',
      n: 60_000,
      d: 784,
      queries: 50,
      seed: 0,
    });
  });

  it('takes what was asked for', () => {
    const asked = { name: 'uniform', n: 4_000_000, d: 3, queries: 1, seed: 0 };
    expect(resolveDataset(asked)).toEqual(asked);
    expect(resolveDataset({ name: 'mnist-784', n: 1000, d: 784, queries: 10_000, seed: 7 })).toEqual({
      name: 'mnist-784',
      n: 1000,
      d: 784,
      queries: 10_000,
      // There is nothing to seed, and equal vectors must have equal specifications.
      seed: 0,
    });
  });

  it.each([
    [{ name: 'minst-784' }, 'got "minst-784" - did you mean mnist-784?'],
    [
      { name: 'imagenet' },
      /one of mnist-784, fashion-mnist-784, glove-6b-100, cifar-patches-192, uniform, gaussian, clustered; got "imagenet"$/,
    ],
    [{ name: 'gaussian', n: 0 }, 'expected --n to be a whole number of at least 1; got 0'],
    [{ name: 'gaussian', d: 1.5 }, 'expected --d to be a whole number of at least 1; got 1.5'],
    [{ name: 'gaussian', queries: -1 }, 'expected --queries to be a whole number of at least 1; got -1'],
    [{ name: 'gaussian', seed: -1 }, 'expected --seed to be a whole number of at least 0; got -1'],
    [{ name: 'gaussian', seed: 2 ** 53 }, 'expected --seed'],
    [{ name: 'gaussian', n: 2 ** 31 }, 'expected --n to be at most 2147483647'],
    [{ name: 'mnist-784', n: 0 }, 'expected --n to be a whole number of at least 1; got 0'],
    [{ name: 'mnist-784', n: 60_001 }, 'expected --n to be at most 60000, the rows of mnist-784; got 60001'],
    [{ name: 'mnist-784', d: 128 }, 'expected --d to be 784, the dimension of mnist-784; got 128'],
    [
      { name: 'mnist-784', queries: 10_001 },
      'expected --queries to be at most 10000, the queries of mnist-784',
    ],
  ])('refuses %j', (request, message) => {
    const resolve = () => resolveDataset(request);
    expect(resolve).toThrow(message);
    expect(resolve).toThrow(UsageError);
    expect(resolve).toThrow(expect.objectContaining({ exitCode: EXIT.usage }));
  });
});
