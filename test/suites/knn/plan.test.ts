import { describe, expect, it } from 'vitest';
import type { DatasetSpec } from '../../../src/datasets/dataset.js';
import { UsageError } from '../../../src/errors.js';
import { knnParameters } from '../../../src/suites/knn/parameters.js';
import { type KnnPlan, planKnn } from '../../../src/suites/knn/plan.js';

const dataset = (n: number, more: Partial<DatasetSpec> = {}): DatasetSpec => ({
  name: 'gaussian',
  n,
  d: 16,
  queries: 5,
  seed: 1,
  ...more,
});

const plan = (more: Partial<KnnPlan> = {}): KnnPlan => ({
  subjects: [
    { name: 'ts', role: 'contender' },
    { name: 'null', role: 'null' },
  ],
  datasets: [dataset(100)],
  metrics: ['l2'],
  ks: [10],
  threads: [1],
  ...more,
});

const everything = plan({
  subjects: [
    { name: 'ts', role: 'contender' },
    { name: 'tfjs', role: 'contender', engine: 'wasm' },
    { name: 'tfjs', role: 'contender', engine: 'cpu' },
  ],
  datasets: [
    dataset(100),
    dataset(1000),
    dataset(100, { d: 17 }),
    dataset(100, { seed: 2 }),
    dataset(100, { queries: 6 }),
    dataset(100, { name: 'uniform' }),
  ],
  metrics: ['l2', 'dot'],
  ks: [1, 10],
  threads: [1, 2],
});

describe('planKnn', () => {
  it('plans every subject at every size, metric, k and thread count', () => {
    expect(planKnn(everything)).toHaveLength(3 * 6 * 2 * 2 * 2);
  });

  it('gives every cell an id of its own, the same each time', () => {
    const ids = planKnn(everything).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(planKnn(structuredClone(everything)).map(({ id }) => id)).toEqual(ids);
  });

  it('spells ids as journals of earlier versions do', () => {
    expect(planKnn(everything)[1]?.id).toBe('knn/gaussian/100x16/seed1/q5/l2/k1/t1/tfjs:wasm');
    expect(planKnn(plan({ memoryBytes: 4096 }))[0]?.id).toBe(
      'knn/gaussian/100x16/seed1/q5/l2/k10/t1/mem4096/ts',
    );
  });

  it('groups the cells that answer one question, and no others', () => {
    const groups = new Map<string, string[]>();
    for (const { group, subject, engine, parameters, threads } of planKnn(everything)) {
      const question = JSON.stringify([parameters, threads]);
      groups.set(group, [...(groups.get(group) ?? []), `${question} ${subject} ${engine}`]);
    }
    expect(groups.size).toBe(6 * 2 * 2 * 2);
    for (const cells of groups.values()) {
      expect(new Set(cells).size).toBe(3);
      expect(new Set(cells.map((cell) => cell.split(' ')[0])).size).toBe(1);
    }
  });

  it('puts the precisions of a subject beside one another as answers to one question', () => {
    const cells = planKnn(
      plan({ subjects: [{ name: 'n', role: 'contender', precisions: ['full', 'certified'] }] }),
    );
    expect(cells.map(({ id }) => id.split('/').slice(8))).toEqual([['n'], ['n', 'certified']]);
    expect(cells.map(({ parameters }) => parameters.precision)).toEqual(['full', 'certified']);
    expect(new Set(cells.map(({ group }) => group)).size).toBe(1);
  });

  it('makes cells of plain JSON that its own schema reads', () => {
    for (const cell of planKnn(plan({ memoryBytes: 4096 }))) {
      expect(JSON.parse(JSON.stringify(cell))).toEqual(cell);
      expect(knnParameters.parse(cell.parameters)).toEqual(cell.parameters);
    }
  });

  it('labels a cell with its question in words', () => {
    expect(planKnn(plan())[0]?.label).toBe('gaussian 100 x 16, l2, k = 10, 5 queries');
  });

  it('takes a k as large as the dataset and refuses a larger one, with the numbers', () => {
    expect(planKnn(plan({ ks: [100] }))).toHaveLength(2);
    const refused = () => planKnn(plan({ ks: [10, 101], datasets: [dataset(100)] }));
    expect(refused).toThrow(UsageError);
    expect(refused).toThrow('expected k of at most N = 100 for gaussian; got k = 101');
  });
});

describe('the plan of a file', () => {
  const base = { name: 'base.npy', seed: 0 };
  const idOf = (more: Partial<DatasetSpec>) =>
    planKnn(plan({ datasets: [dataset(100, { ...base, ...more })] }))[0]?.id;

  it('makes other cells of other queries, another truth and other content', () => {
    const ids = [{}, { queriesPath: 'q.npy' }, { truthPath: 't.ivecs', truthK: 10 }, { content: 'abc' }].map(
      idOf,
    );
    expect(new Set(ids).size).toBe(4);
  });

  it('refuses a k that the truth does not reach', () => {
    expect(() => idOf({ truthPath: 't.ivecs', truthK: 9 })).toThrow(
      'expected k of at most 9, the neighbours that t.ivecs holds for a query; got k = 10',
    );
  });
});
