import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { KMeansResult, Rows } from '../../../src/backends/backend.js';
import { plainKMeans } from '../../../src/backends/reference/kmeans.js';
import { checkFit } from '../../../src/suites/kmeans/check.js';
import type { OracleFit } from '../../../src/suites/kmeans/oracle-fit.js';
import type { KMeansParameters } from '../../../src/suites/kmeans/parameters.js';
import { sourceOf } from '../../backends/shared/approximate-kernels.js';
import { problems, startAt } from '../../backends/shared/kmeans/problems.js';
import { parametersOf } from './cells.js';

// Two groups on a line, and a row between them.
const ROWS: Rows = { n: 7, d: 1, data: Float32Array.of(0, 1, 2, 10, 11, 12, 5) };
const START = startAt(ROWS, [0, 1]);
const PARAMETERS = parametersOf({
  dataset: { name: 'gaussian', n: 7, d: 1, queries: 1, seed: 1 },
  k: 2,
  tolerance: 0,
});

function fitOf(more: Partial<KMeansParameters> = {}): KMeansResult {
  const { algorithm, maxIterations, tolerance } = { ...PARAMETERS, ...more };
  return plainKMeans(ROWS, 'l2', { start: START, algorithm, maxIterations, tolerance });
}

const RIGHT = fitOf();

function oracleOf({ iterations, inertias, labels }: KMeansResult): OracleFit {
  return { iterations, inertias: [...inertias], labels: [...labels] };
}

const check = (
  result: KMeansResult,
  oracle: OracleFit | undefined = oracleOf(RIGHT),
  more: Partial<KMeansParameters> = {},
) => checkFit(result, { base: sourceOf(ROWS), parameters: { ...PARAMETERS, ...more }, oracle });

const withInertias = (...inertias: number[]): KMeansResult => ({
  ...RIGHT,
  inertias: Float64Array.from(inertias),
  inertia: inertias.at(-1) ?? 0,
  iterations: inertias.length - 1,
});

describe('checkFit', () => {
  it('passes the right fit, with what its labels and centroids come to', async () => {
    expect([...RIGHT.labels]).toEqual([0, 0, 0, 1, 1, 1, 0]);
    expect(await check(RIGHT)).toEqual({
      check: 'pass',
      quality: { inertia: 16, loss: 2 + 1 + 0 + 1 + 0 + 1 + 3, iterations: RIGHT.iterations },
    });
  });

  it('passes whatever the oracle finds in any rows', async () => {
    await fc.assert(
      fc.asyncProperty(problems(), fc.boolean(), async ({ rows, metric, start }, isVectors) => {
        const cosineMean = isVectors ? 'vectors' : 'directions';
        if (metric !== 'l2' && metric !== 'cosine') return;
        const parameters = parametersOf({
          dataset: { name: 'gaussian', n: rows.n, d: rows.d, queries: 1, seed: 1 },
          metric,
          k: start.k,
          cosineMean,
        });
        const { algorithm, maxIterations, tolerance } = parameters;
        const fit = plainKMeans(rows, metric, { start, algorithm, maxIterations, tolerance, cosineMean });
        const report = await checkFit(fit, { base: sourceOf(rows), parameters, oracle: oracleOf(fit) });
        expect(report).toMatchObject({ check: 'pass' });
      }),
      { seed: 3, numRuns: 200 },
    );
  });

  it.each<[string, KMeansResult, RegExp]>([
    ['too few labels', { ...RIGHT, labels: RIGHT.labels.slice(1) }, /expected 7 labels, got 6/],
    ['a label that is none', { ...RIGHT, labels: Int32Array.of(0, 0, 0, 1, 1, 1, 2) }, /row 6 has label 2/],
    [
      'centroids of another shape',
      { ...RIGHT, centroids: { k: 1, d: 1, data: Float64Array.of(5) } },
      /expected 2 x 1 centroids, got 1 x 1/,
    ],
    [
      'a centroid that is not finite',
      { ...RIGHT, centroids: { k: 2, d: 1, data: Float64Array.of(2, Number.NaN) } },
      /not finite/,
    ],
    ['more iterations than were allowed', withInertias(...Array(12).fill(16)), /took 11 iterations/],
    ['inertias that do not end with the last', { ...RIGHT, inertia: 15 }, /inertias that end with 15/],
    ['an inertia that rises', withInertias(20, 16, 18, 16), /iteration 2 raised the inertia from 16 to 18/],
  ])('fails %s', async (_, result, reason) => {
    expect(await check(result)).toEqual({
      check: 'fail',
      reason: expect.stringMatching(reason),
      quality: {},
    });
  });

  it('fails an inertia that is not that of the labels and centroids', async () => {
    const inertias = RIGHT.inertias.map((value) => value + 1);
    const result = { ...RIGHT, inertias, inertia: 17 };
    expect(await check(result, oracleOf(result))).toMatchObject({
      check: 'fail',
      reason: 'reported inertia 17; its labels and centroids have 16',
    });
  });

  it('fails a row that is not with its nearest centroid', async () => {
    const labels = Int32Array.of(0, 0, 0, 1, 1, 1, 1);
    const result = { ...RIGHT, labels };
    expect(await check(result, oracleOf(result))).toMatchObject({
      check: 'fail',
      reason: 'row 6 has label 1 at 36; another centroid is at 9',
    });
  });

  it('fails a fit that says nothing moves any more away from the means of its rows', async () => {
    const start = fitOf({ maxIterations: 0 });
    const result = { ...start, converged: true };
    expect(await check(result, oracleOf(start), { maxIterations: 0 })).toMatchObject({
      check: 'fail',
      reason: expect.stringContaining('from the means of their rows'),
    });
  });

  it('fails cosine centroids that are not of length 1', async () => {
    const centroids = { k: 2, d: 1, data: Float64Array.of(1, 2) };
    expect(await check({ ...RIGHT, centroids }, undefined, { metric: 'cosine' })).toMatchObject({
      check: 'fail',
      reason: 'centroid 1 has length 2 and not 1',
    });
  });
});

describe('beside the oracle', () => {
  it('another inertia at any iteration fails', async () => {
    const { iterations, inertias, labels } = oracleOf(RIGHT);
    const other = inertias.map((value, i) => (i === 1 ? value * (1 + 1e-6) : value));
    expect(await check(RIGHT, { iterations, labels, inertias: other })).toMatchObject({
      check: 'fail',
      reason: expect.stringContaining('after 1 iterations where the oracle has'),
    });
  });

  it('a fit that stops before it should fails', async () => {
    const short = fitOf({ maxIterations: 1 });
    expect(RIGHT.iterations).toBeGreaterThan(1);
    expect(await check(short)).toMatchObject({
      check: 'fail',
      reason: expect.stringContaining(`after 1 iterations where the oracle took ${RIGHT.iterations}`),
    });
  });

  it('a fit that goes on where the oracle was cut short is compared as far as that went', async () => {
    const cut = oracleOf(fitOf({ maxIterations: 1 }));
    expect(await check(RIGHT, cut)).toMatchObject({ check: 'pass' });
    expect(await check(RIGHT, { ...cut, inertias: [cut.inertias[0] ?? 0, 1] })).toMatchObject({
      check: 'fail',
    });
  });

  it('another label is right only where two centroids are equally near', async () => {
    const rows: Rows = { n: 5, d: 1, data: Float32Array.of(0, 2, 8, 10, 5) };
    const parameters = { ...PARAMETERS, maxIterations: 0, dataset: { ...PARAMETERS.dataset, n: 5 } };
    const start = { k: 2, d: 1, data: Float64Array.of(1, 9) };
    const fit = plainKMeans(rows, 'l2', { start, algorithm: 'lloyd', maxIterations: 0, tolerance: 0 });
    const tied = { ...fit, labels: Int32Array.of(0, 0, 1, 1, 1) };
    const input = { base: sourceOf(rows), parameters, oracle: oracleOf(fit) };
    expect([...fit.labels]).toEqual([0, 0, 1, 1, 0]);
    expect(await checkFit(tied, input)).toMatchObject({ check: 'pass' });
  });
});
