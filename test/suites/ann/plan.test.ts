import { describe, expect, it } from 'vitest';
import { UsageError } from '../../../src/errors.js';
import { annParameters } from '../../../src/suites/ann/parameters.js';
import { type AnnPlan, planAnn } from '../../../src/suites/ann/plan.js';

const dataset = (n = 100) => ({ name: 'gaussian', n, d: 16, queries: 5, seed: 1 });
const plan = (more: Partial<AnnPlan> = {}): AnnPlan => ({
  subjects: [
    { name: 'ts', indexes: ['ivf'] },
    { name: 'tfjs', indexes: ['ivf'] },
    { name: 'usearch', indexes: ['hnsw'] },
  ],
  datasets: [dataset()],
  metrics: ['l2'],
  ks: [10],
  threads: [1],
  indexes: ['ivf', 'hnsw'],
  ms: [16],
  efConstructions: [128],
  nprobes: [4, 1],
  efs: [16, 32],
  indexSeed: 1,
  ...more,
});
const idsOf = (more: Partial<AnnPlan> = {}) => planAnn(plan(more)).map(({ id }) => id);

describe('planAnn', () => {
  it('makes a group of every point, small ones first, with the subjects that build the index', () => {
    expect(idsOf()).toEqual([
      'ann/gaussian/100x16/seed1/q5/l2/k10/t1/ivf-nlist10-seed1/nprobe1/ts',
      'ann/gaussian/100x16/seed1/q5/l2/k10/t1/ivf-nlist10-seed1/nprobe1/tfjs',
      'ann/gaussian/100x16/seed1/q5/l2/k10/t1/ivf-nlist10-seed1/nprobe4/ts',
      'ann/gaussian/100x16/seed1/q5/l2/k10/t1/ivf-nlist10-seed1/nprobe4/tfjs',
      'ann/gaussian/100x16/seed1/q5/l2/k10/t1/hnsw-M16-efC128/ef16/usearch',
      'ann/gaussian/100x16/seed1/q5/l2/k10/t1/hnsw-M16-efC128/ef32/usearch',
    ]);
  });

  it('tells each cell the smaller values of its sweep', () => {
    const smaller = planAnn(
      plan({ subjects: [{ name: 'usearch', indexes: ['hnsw'] }], indexes: ['hnsw'], efs: [64, 16, 32, 16] }),
    ).map(({ parameters }) => parameters.smaller);
    expect(smaller).toEqual([[], [16], [16, 32]]);
  });

  it('puts a subject that builds none of the indexes where its row can say so, once', () => {
    const cells = planAnn(plan({ indexes: ['hnsw'] }));
    expect(cells.map(({ subject }) => subject)).toEqual(['usearch', 'ts', 'tfjs', 'usearch']);
  });

  it('builds as many lists as the square root of the rows, and scans powers of two that fit', () => {
    const [first, ...rest] = planAnn(
      plan({ datasets: [dataset(60_000)], indexes: ['ivf'], nprobes: undefined }),
    );
    expect(first?.parameters.build).toEqual({ kind: 'ivf', nlist: 245, seed: 1 });
    expect(rest.at(-1)?.parameters.search).toEqual({ kind: 'ivf', nprobe: 32 });
    const small = planAnn(plan({ datasets: [dataset(30)], indexes: ['ivf'], nprobes: undefined }));
    expect(small.at(-1)?.parameters.search).toEqual({ kind: 'ivf', nprobe: 4 });
  });

  it('keeps at least k candidates where nobody says how many', () => {
    const efs = planAnn(plan({ indexes: ['hnsw'], ks: [50], efs: undefined })).flatMap(
      ({ parameters, subject }) => (subject === 'usearch' ? [annParameters.parse(parameters).search] : []),
    );
    expect(efs).toEqual([50, 64, 128, 256].map((ef) => ({ kind: 'hnsw', ef })));
  });

  it('gives every cell an id and parameters of its own, that its schema reads', () => {
    const cells = planAnn(
      plan({
        metrics: ['l2', 'cosine'],
        ks: [1, 10],
        threads: [1, 2],
        datasets: [dataset(100), dataset(200)],
        nlists: [5, 8],
        ms: [8, 16],
        efConstructions: [32, 64],
      }),
    );
    expect(new Set(cells.map(({ id }) => id)).size).toBe(cells.length);
    for (const { parameters } of cells) expect(annParameters.parse(parameters)).toEqual(parameters);
    const groups = new Map(cells.map(({ group, label, threads }) => [group, `${label} ${threads}`]));
    expect(new Set(groups.values()).size).toBe(groups.size);
  });

  it.each([
    ['a k larger than the data', { ks: [101] }, 'expected k of at most N = 100 for gaussian; got k = 101'],
    ['more lists than rows', { nlists: [101] }, 'expected --nlist of at most N = 100 for gaussian; got 101'],
    [
      'more lists scanned than there are',
      { nprobes: [4, 11] },
      'expected --nprobe of at most nlist = 10 for gaussian; got 11',
    ],
    [
      'fewer candidates than neighbours',
      { efs: [16, 9] },
      'expected --ef of at least k = 10, as no fewer can be kept; got 9',
    ],
    [
      'more neighbours than a given truth has',
      { datasets: [{ ...dataset(), truthK: 5, truthPath: 'gt.ivecs' }] },
      'expected k of at most 5, the neighbours that gt.ivecs holds for a query; got k = 10',
    ],
  ])('refuses %s, with the numbers', (_, more, message) => {
    expect(() => planAnn(plan(more))).toThrow(UsageError);
    expect(() => planAnn(plan(more))).toThrow(message);
  });
});
