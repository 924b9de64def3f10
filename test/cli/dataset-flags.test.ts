import { describe, expect, it } from 'vitest';
import { parseDatasets, parseQueries } from '../../src/cli/dataset-flags.js';
import { DATASET_NAMES } from '../../src/datasets/registry.js';

describe('parseDatasets', () => {
  it.each([
    ['gaussian', ['gaussian']],
    ['gaussian, uniform,gaussian', ['gaussian', 'uniform']],
    ['numpy-legacy:1967:randn', ['numpy-legacy:1967:randn']],
    ['a.npy,dir/b,mnist-784', ['a.npy', 'dir/b', 'mnist-784']],
    ['table.csv#x,y,z', ['table.csv#x,y,z']],
    ['file.hdf5#train,gaussian', ['file.hdf5#train', 'gaussian']],
    ['all', DATASET_NAMES],
  ])('reads %s', (text, names) => {
    expect(parseDatasets('--dataset', text)).toEqual(names);
  });

  it('refuses what is neither, naming the nearest', () => {
    expect(() => parseDatasets('--dataset', 'gausian')).toThrow(
      /^expected --dataset to be a file of vectors or one of .*; got "gausian" - did you mean gaussian\?$/,
    );
  });
});

describe('parseQueries', () => {
  it.each([
    ['50', { queries: 50 }],
    ['q.fvecs', { queriesPath: 'q.fvecs' }],
    ['q.fvecs,100', { queries: 100, queriesPath: 'q.fvecs' }],
    ['q.csv#a,b', { queriesPath: 'q.csv#a,b' }],
    ['./50', { queriesPath: './50' }],
  ])('reads %s', (text, read) => {
    expect(parseQueries('--queries', text)).toEqual(read);
  });

  it.each([
    ['0', 'whole number of at least 1; got "0"'],
    ['-3', 'got "-3"'],
    ['1.5', 'got "1.5"'],
    ['many', 'a number, a file of vectors or FILE,NUMBER; got "many"'],
    ['q.npy,0', 'got "0"'],
  ])('refuses %s', (text, message) => {
    expect(() => parseQueries('--queries', text)).toThrow(message);
  });
});
