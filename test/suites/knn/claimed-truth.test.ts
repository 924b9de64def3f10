import { describe, expect, it } from 'vitest';
import type { Metric } from '../../../src/backends/backend.js';
import { openOracle } from '../../../src/backends/reference/oracle.js';
import type { Dataset } from '../../../src/datasets/dataset.js';
import { DataError } from '../../../src/errors.js';
import { claimFor, proveClaim } from '../../../src/suites/knn/claimed-truth.js';
import { sourceOf } from '../../datasets/formats/workspace.js';

const oracle = openOracle({ engine: 'plain', device: 'test', precision: 'float64', threads: 1 });
/** Rows at 0, 1, 2, ... 9 on a line; queries at 0, 4.2 and 9. */
const base = sourceOf(
  10,
  1,
  Float32Array.from({ length: 10 }, (_, i) => i),
);
const queries = sourceOf(3, 1, Float32Array.from([0, 4.2, 9]));
const RIGHT = [0, 1, 2, 4, 5, 3, 9, 8, 7];

interface Claimed {
  readonly ids: readonly number[];
  readonly k?: number;
  readonly metric?: Metric;
  readonly given?: boolean;
}

function claiming({ ids, k = 3, metric, given = true }: Claimed): Dataset {
  const truth = {
    path: 'gt.ivecs',
    metric,
    given,
    read: async () => ({ queries: Math.floor(ids.length / k), k, ids: Int32Array.from(ids) }),
  };
  return { base, queries, truth, close: async () => {} };
}

async function prove(claimed: Claimed, metric: Metric = 'l2', k = 3) {
  const dataset = claiming(claimed);
  const claim = await claimFor(dataset, metric, k);
  if (claim === undefined) throw new Error('expected a claim');
  return proveClaim(claim, dataset, metric, oracle, () => {});
}

describe('a claimed truth', () => {
  it('becomes the truth with distances of our own, sorted by them', async () => {
    const { ids, distances } = await prove({ ids: [1, 0, 2, 5, 4, 3, 9, 8, 7] });
    expect([...ids]).toEqual(RIGHT);
    expect([...distances.subarray(0, 3)]).toEqual([0, 1, 2]);
    expect(distances[3]).toBeCloseTo(0.2, 6);
  });

  it('serves a smaller k than its own', async () => {
    const { ids, k } = await prove({ ids: RIGHT }, 'l2', 2);
    expect([k, [...ids]]).toEqual([2, [0, 1, 4, 5, 9, 8]]);
  });

  it.each<[string, Claimed, RegExp]>([
    [
      'of another base',
      { ids: [1, 2, 3, 5, 6, 4, 8, 7, 6] },
      /of query 0, neighbour 1 by l2 is row 0 at 0, and/,
    ],
    ['that names a row twice', { ids: [0, 1, 1, 4, 5, 3, 9, 8, 7] }, /for query 0 it names row 1 twice/],
    ['that names a row that is not there', { ids: [0, 1, 10, 4, 5, 3, 9, 8, 7] }, /names row 10 of 10 rows/],
    ['wrong for the middle query alone', { ids: [0, 1, 2, 4, 5, 6, 9, 8, 7] }, /of query 1, neighbour 3/],
    ['wrong for the last query alone', { ids: [0, 1, 2, 4, 5, 3, 9, 8, 6] }, /of query 2, neighbour 3/],
  ])('is refused when it is %s', async (_, claimed, message) => {
    const refused = prove(claimed);
    await expect(refused).rejects.toThrow(DataError);
    await expect(refused).rejects.toThrow(message);
    await expect(refused).rejects.toThrow(/or leave out --truth\.$/);
  });

  it('is refused for another metric than its own', async () => {
    await expect(prove({ ids: RIGHT }, 'dot')).rejects.toThrow(/of query 1, neighbour 1 by dot is row 9/);
  });

  it('that a file brings is left aside where the question is another', async () => {
    const brought = (more: Partial<Claimed>) => claiming({ ids: RIGHT, metric: 'l2', given: false, ...more });
    expect(await claimFor(brought({}), 'cosine', 3)).toBeUndefined();
    expect(await claimFor(brought({}), 'l2', 4)).toBeUndefined();
    expect(await claimFor(brought({}), 'l2', 3)).toMatchObject({ k: 3 });
    await expect(claimFor(brought({ given: true }), 'l2', 4)).rejects.toThrow(
      /it holds 3 x 3, of 3 x 4 wanted/,
    );
  });

  it('is named by what it claims', async () => {
    const name = async (ids: readonly number[]) => (await claimFor(claiming({ ids }), 'l2', 3))?.identity;
    expect(await name(RIGHT)).toBe(await name([...RIGHT]));
    expect(await name(RIGHT)).not.toBe(await name([1, 0, 2, 4, 5, 3, 9, 8, 7]));
  });
});
