import { describe, expect, it } from 'vitest';
import type { Metric, Rows } from '../../../src/backends/backend.js';
import { EXACT_DISTANCE } from '../../../src/backends/shared/exact-distance.js';
import { backend } from '../../../src/backends/tfjs/index.js';
import { NO_TIMELINE, randomRows, sourceOf } from '../../conformance/vectors.js';
import { EVERY_ENGINE_AND_METRIC } from './opened.js';

const K = 10;

function oracle(rows: Rows, queries: Rows, query: number, metric: Metric): number[] {
  const distances = Array.from({ length: rows.n }, (_, i) =>
    EXACT_DISTANCE[metric](queries.data, query * rows.d, rows.data, i * rows.d, rows.d),
  );
  return distances
    .map((distance, id) => ({ distance, id }))
    .sort((a, b) => a.distance - b.distance || a.id - b.id)
    .slice(0, K)
    .map(({ id }) => id);
}

/** Vectors whose differences float32 products lose, by what they lose them to. */
const TRYING: Record<string, (uniform: number, row: number) => number> = {
  'a common offset': (uniform) => 1000 + uniform / 100,
  'clusters far apart': (uniform, row) => (row % 2 === 0 ? 1000 : -1000) + uniform / 100,
  'squares beyond float32': (uniform) => uniform * 1e25,
  'squares below float32': (uniform) => uniform * 1e-30,
  'many equal rows': (uniform) => Math.round(uniform),
  'nothing but one row': () => 3,
};

describe.each(EVERY_ENGINE_AND_METRIC)("on %s, neighbours by %s are the oracle's", (engine, metric) => {
  it.each(Object.keys(TRYING))('for vectors with %s', async (name) => {
    const rows = randomRows(600, 24, 1, TRYING[name]);
    const queries = randomRows(4, 24, 2, TRYING[name]);
    const opened = await backend.open({ engine, threads: 1, timeline: NO_TIMELINE });
    try {
      const { ids } = await (await opened.load(sourceOf(rows), metric)).knn(queries, K);
      for (let query = 0; query < queries.n; query++) {
        expect([...ids.subarray(query * K, (query + 1) * K)]).toEqual(oracle(rows, queries, query, metric));
      }
    } finally {
      await opened.close();
    }
  });
});
