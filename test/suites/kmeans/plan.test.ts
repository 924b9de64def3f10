import { describe, expect, it } from 'vitest';
import { UsageError } from '../../../src/errors.js';
import { kmeansParameters } from '../../../src/suites/kmeans/parameters.js';
import { type KMeansPlan, planKMeans } from '../../../src/suites/kmeans/plan.js';
import { GAUSSIAN, SETTINGS } from './cells.js';

const plan = (more: Partial<KMeansPlan> = {}) =>
  planKMeans({
    subjects: [
      { name: 'ts', role: 'contender' },
      { name: 'null', role: 'null' },
    ],
    datasets: [GAUSSIAN],
    metrics: ['l2'],
    ks: [5],
    threads: [2],
    settings: SETTINGS,
    ...more,
  });

describe('the cells of a K-Means benchmark', () => {
  it('are one for each subject, all of a question in one group', () => {
    const cells = plan({ metrics: ['l2', 'cosine'], ks: [2, 5, 9], threads: [1, 2] });
    expect(cells).toHaveLength(2 * 3 * 2 * 2);
    expect(new Set(cells.map(({ id }) => id)).size).toBe(cells.length);
    expect(new Set(cells.map(({ group }) => group)).size).toBe(cells.length / 2);
    expect(cells[0]).toMatchObject({ suite: 'kmeans', subject: 'ts', threads: 1 });
    expect(cells[0]?.label).toBe('gaussian 200 x 4, l2, k = 2, lloyd from kmeans++');
  });

  it('carry what their schema reads, and the largest k, whose start holds all others', () => {
    for (const cell of plan({ ks: [3, 8, 5], memoryBytes: 1000 })) {
      const parameters = kmeansParameters.parse(cell.parameters);
      expect(parameters).toEqual(cell.parameters);
      expect(parameters.largestK).toBe(8);
    }
  });

  it.each([
    ['init', { init: 'random' }],
    ['algorithm', { algorithm: 'hamerly' }],
    ['iterations', { maxIterations: 11 }],
    ['tolerance', { tolerance: 0 }],
    ['restarts', { restarts: 2 }],
    ['seed of the start', { startSeed: 2 }],
  ] as const)('have another id for another %s', (_, settings) => {
    expect(plan({ settings: { ...SETTINGS, ...settings } })[0]?.id).not.toBe(plan()[0]?.id);
  });

  it('do not have another id for what cannot matter', () => {
    const other = { settings: { ...SETTINGS, batchRows: 9, cosineMean: 'vectors' as const } };
    expect(plan(other)[0]?.id).toBe(plan()[0]?.id);
    expect(plan({ ks: [5, 9] })[0]?.id).toBe(plan()[0]?.id);
  });

  it('refuse more clusters than rows, with the numbers', () => {
    expect(() => plan({ ks: [5, 201] })).toThrow(UsageError);
    expect(() => plan({ ks: [5, 201] })).toThrow('expected k of at most N = 200 for gaussian; got k = 201');
  });
});
