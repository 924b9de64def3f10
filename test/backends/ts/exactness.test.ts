import { describe, expect, it } from 'vitest';
import { METRICS, type Metric, type Rows } from '../../../src/backends/backend.js';
import { backend as reference } from '../../../src/backends/reference/index.js';
import { distantRows, integerRows, NO_TIMELINE, realRows, sourceOf } from '../../conformance/vectors.js';
import { nearest, openEngine } from './opened.js';

async function oracle(base: Rows, metric: Metric, queries: Rows, k: number) {
  const engine = await reference.open({ threads: 1, timeline: NO_TIMELINE });
  return nearest(engine, base, metric, queries, k);
}

/** Rows that differ in the last bits of their smaller columns: squares by norms and product are noise. */
function indistinctRows(n: number, d: number, seed: number): Rows {
  const sizes = [64, 1, 1 / 2, 1 / 4];
  const centre = realRows(1, d, 99).data.map((value, j) => (2 + value) * (sizes[j % 4] ?? 1));
  const steps = integerRows(n, d, seed).data.map((step, i) => ((i % d) % 4 === 0 ? 0 : step * 2 ** -22));
  return { n, d, data: steps.map((step, i) => (centre[i % d] ?? 0) * (1 + step)) };
}

const KINDS: readonly [string, (n: number, d: number, seed: number) => Rows][] = [
  ['real', realRows],
  ['integer', integerRows],
  ['long and close', distantRows],
  ['hardly distinct', indistinctRows],
];

describe.each(KINDS)('neighbours among %s vectors', (_, rows) => {
  it.each(METRICS)('are the ones of the oracle, id by id and bit by bit, by %s', async (metric) => {
    const engine = await openEngine(2);
    for (const [n, d, k] of [
      [600, 16, 10],
      [400, 129, 10],
      [50, 129, 49],
      [50, 16, 50],
      [900, 2, 1],
    ] as const) {
      const base = rows(n, d, 1);
      const queries = rows(7, d, 2);
      expect(await nearest(engine, base, metric, queries, k)).toEqual(await oracle(base, metric, queries, k));
    }
  });
});

describe('all l2 distances', () => {
  it('are right to the last bit but one of a float where norms and product cancel', async () => {
    const engine = await openEngine();
    const exact = await reference.open({ threads: 1, timeline: NO_TIMELINE });
    const base = indistinctRows(300, 20, 1);
    const queries = indistinctRows(3, 20, 2);
    const got = await (await engine.load(sourceOf(base), 'l2')).distances(queries);
    const want = await (await exact.load(sourceOf(base), 'l2')).distances(queries);
    const errors = Array.from(got, (value, i) => Math.abs(value - (want[i] ?? 0)) / (want[i] ?? 1));
    expect(Math.max(...errors)).toBeLessThanOrEqual(2 ** -23);
  });
});
