import { beforeAll, describe, expect, it } from 'vitest';
import { isFileName } from '../../../src/datasets/files/file-provider.js';
import { writeIdsFile } from '../../../src/datasets/formats/ids-file.js';
import { writeVectorFile } from '../../../src/datasets/formats/vector-file.js';
import { datasetProvider, describeDataset, openDataset } from '../../../src/datasets/registry.js';
import { UsageError } from '../../../src/errors.js';
import { fixture, readAll, sourceOf, workspace } from '../formats/workspace.js';

const { path, write } = workspace();
const BASE = path('base.npy');
const QUERIES = path('queries.fvecs');
const TRUTH = path('truth.ivecs');
const rows = (n: number, d: number, first = 0) =>
  sourceOf(
    n,
    d,
    Float32Array.from({ length: n * d }, (_, i) => first + i),
  );

beforeAll(async () => {
  await writeVectorFile(BASE, rows(30, 2));
  await writeVectorFile(QUERIES, rows(4, 2, 1000));
  await writeVectorFile(path('wide.fvecs'), rows(4, 3));
  await writeVectorFile(path('one.npy'), rows(1, 2));
  await writeIdsFile(TRUTH, {
    queries: 4,
    k: 3,
    ids: Int32Array.from([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 29]),
  });
});

describe('isFileName', () => {
  it.each([
    'a.npy',
    'sift.fvecs',
    './vectors',
    'a/b',
    'x.hdf5#test',
    'table.csv#a',
    'package.json',
  ])('takes %s for a file', (name) => expect(isFileName(name)).toBe(true));
  it.each(['gausian', 'minst-784', '', 'npy'])('does not take %s for one', (name) => {
    expect(isFileName(name)).toBe(false);
  });
});

describe('a file as a dataset', () => {
  it('is never taken for a dataset that has a name of its own', () => {
    expect(datasetProvider('gaussian').kind).toBe('synthetic');
    expect(datasetProvider('numpy-legacy:7').summary).toContain('numpy.random.seed(7)');
    expect(datasetProvider(BASE)).toMatchObject({ name: BASE, kind: 'real' });
  });

  it('holds its last rows out as queries, a tenth of them and at most 50, where no file brings any', async () => {
    const spec = await describeDataset({ name: BASE });
    expect(spec).toMatchObject({ name: BASE, n: 27, d: 2, queries: 3, seed: 0 });
    const { base, queries, truth, close } = await openDataset(spec);
    expect(truth).toBeUndefined();
    expect([...(await readAll(queries))]).toEqual([54, 55, 56, 57, 58, 59]);
    expect((await readAll(base)).at(-1)).toBe(53);
    await expect(base.read(27, 1, new Float32Array(2))).rejects.toThrow(RangeError);
    expect(base.identity).not.toBe(queries.identity);
    await close();
    expect(await describeDataset({ name: BASE, n: 10, queries: 20 })).toMatchObject({ n: 10, queries: 20 });
  });

  it('takes all queries of a file, or its first', async () => {
    const asked = { name: BASE, queriesPath: QUERIES, truthPath: TRUTH };
    const spec = await describeDataset(asked);
    expect(spec).toMatchObject({
      n: 30,
      d: 2,
      queries: 4,
      queriesPath: QUERIES,
      truthPath: TRUTH,
      truthK: 3,
    });
    expect(await describeDataset({ ...asked, queries: 2, n: 12 })).toMatchObject({ n: 12, queries: 2 });
    const { queries, truth, close } = await openDataset(spec);
    expect((await readAll(queries))[0]).toBe(1000);
    expect(await truth?.read()).toMatchObject({ queries: 4, k: 3 });
    await close();
  });

  it('knows by its content whether it is the one that was described', async () => {
    const before = (await describeDataset({ name: BASE })).content;
    await writeVectorFile(path('other.npy'), rows(30, 2, 1));
    expect((await describeDataset({ name: path('other.npy') })).content).not.toBe(before);
    expect((await describeDataset({ name: BASE, queriesPath: QUERIES })).content).not.toBe(before);
    expect((await describeDataset({ name: BASE, n: 5 })).content).toBe(before);
  });

  it('brings queries and truth where it is a file of ann-benchmarks, the truth only of the whole', async () => {
    const name = fixture('ann-benchmarks.hdf5');
    const spec = await describeDataset({ name });
    expect(spec).toMatchObject({ n: 40, d: 6, queries: 5 });
    const whole = await openDataset(spec);
    expect(whole.truth).toMatchObject({ given: false, metric: expect.any(String) });
    await whole.close();
    const part = await openDataset({ ...spec, n: 39 });
    expect(part.truth).toBeUndefined();
    await part.close();
    expect(await describeDataset({ name: `${name}#train` })).toMatchObject({ n: 36, queries: 4 });
  });

  const refusals: [string, () => Parameters<typeof describeDataset>[0], RegExp][] = [
    [
      'a d of another',
      () => ({ name: BASE, d: 3 }),
      /expected --d to be 2, the dimension of .*base\.npy; got 3$/,
    ],
    [
      'more rows than are left',
      () => ({ name: BASE, n: 28 }),
      /expected --n to be between 1 and 27, the 30 rows/,
    ],
    ['no rows', () => ({ name: BASE, n: 0 }), /expected --n to be between 1 and 27.*; got 0$/],
    [
      'more queries than rows',
      () => ({ name: BASE, queries: 30 }),
      /expected --queries to be between 1 and 29/,
    ],
    [
      'more queries than the file has',
      () => ({ name: BASE, queriesPath: QUERIES, queries: 5 }),
      /between 1 and 4, the queries of .*queries\.fvecs; got 5$/,
    ],
    [
      'queries of another dimension',
      () => ({ name: BASE, queriesPath: path('wide.fvecs') }),
      /expected queries of dimension 2, as .*base\.npy has; .*wide\.fvecs has 3$/,
    ],
    ['a single row', () => ({ name: path('one.npy') }), /it has 1\. Give queries in a file: --queries FILE$/],
    [
      'a truth of more rows',
      () => ({ name: BASE, queriesPath: QUERIES, truthPath: TRUTH, n: 20 }),
      /expected .*truth\.ivecs to hold ids below 20, .*; got 29 for query 3\./,
    ],
    [
      'a truth of fewer queries',
      () => ({ name: BASE, truthPath: TRUTH, queries: 5 }),
      /the true neighbours of 5 queries; it holds those of 4\./,
    ],
    ['a file that is not there', () => ({ name: path('gone.npy') }), /there is no such file/],
    [
      'a file of queries beside a dataset that brings its own',
      () => ({ name: 'gaussian', queriesPath: QUERIES }),
      /expected --queries to be a file only beside a file as --dataset, as gaussian brings its own queries/,
    ],
    [
      'a truth likewise',
      () => ({ name: 'gaussian', truthPath: TRUTH }),
      /^expected --truth to be a file only/,
    ],
  ];
  it.each(refusals)('refuses %s', async (_, request, message) => {
    const refused = describeDataset(request());
    await expect(refused).rejects.toThrow(message);
    await expect(refused).rejects.toThrow(UsageError);
  });

  it('refuses a damaged file as its format does', async () => {
    const torn = write('torn.npy', 'not an array');
    await expect(describeDataset({ name: torn })).rejects.toThrow(/torn\.npy: at byte 0 expected/);
  });
});
