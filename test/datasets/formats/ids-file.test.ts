import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openAnnBenchmark } from '../../../src/datasets/formats/ann-benchmarks.js';
import { readIdsFile, writeIdsFile } from '../../../src/datasets/formats/ids-file.js';
import { writeVectorFile } from '../../../src/datasets/formats/vector-file.js';
import { fixture, readAll, sourceOf, workspace } from './workspace.js';

const folder = workspace();
const truth = { queries: 2, k: 3, ids: Int32Array.of(5, 2 ** 31 - 1, 0, 16_777_217, 3, 4) };

describe('true neighbours', () => {
  it('come back from .ivecs to the last bit', async () => {
    const path = folder.path('truth.ivecs');
    await writeIdsFile(path, truth);
    expect(await readIdsFile(path)).toEqual(truth);
    expect([...new Int32Array(new Uint8Array(readFileSync(path)).buffer).subarray(0, 4)]).toEqual([
      3,
      5,
      2 ** 31 - 1,
      0,
    ]);
  });

  it('are read from the dataset neighbors of an ann-benchmarks file', async () => {
    expect(await readIdsFile(fixture('ann-benchmarks.hdf5'))).toEqual({
      queries: 5,
      k: 4,
      ids: Int32Array.from({ length: 20 }, (_, i) => i),
    });
  });

  it('are refused where they are not ids', async () => {
    const negative = folder.path('negative.ivecs');
    await writeIdsFile(negative, { queries: 1, k: 2, ids: Int32Array.of(1, -1) });
    const fractions = folder.path('vectors.npy');
    await writeVectorFile(fractions, sourceOf(1, 2, Float32Array.of(1, 2)));
    await expect(readIdsFile(negative)).rejects.toThrow(/expected ids of rows in row 0, column 1, got -1/);
    await expect(readIdsFile(fractions)).rejects.toThrow(/got 1 x 2 fractions\. Give the file of the truth/);
    await expect(readIdsFile(folder.path('truth.txt'))).rejects.toThrow(/to be \.ivecs, \.npy or \.hdf5/);
  });
});

describe('an ann-benchmarks file', () => {
  it('gives base, queries, neighbours and metric', async () => {
    const benchmark = await openAnnBenchmark(fixture('ann-benchmarks.hdf5'));
    const { base, queries, metric } = benchmark;
    expect([base.n, base.d, queries.n, queries.d, metric]).toEqual([40, 6, 5, 6, 'cosine']);
    expect((await readAll(queries)).subarray(6, 8)).toEqual(Float32Array.of(1, 1 + 1 / 8));
    expect((await benchmark.neighbours()).k).toBe(4);
    await benchmark.close();
  });

  it('is refused where its distance is none of ours', async () => {
    await expect(openAnnBenchmark(fixture('jaccard.hdf5'))).rejects.toThrow(
      /one of the distances euclidean, angular, dot, ip; its attribute says "jaccard"/,
    );
  });
});
