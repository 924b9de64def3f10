import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Engine, METRICS } from '../../../src/backends/backend.js';
import { backend } from '../../../src/backends/onnx/index.js';
import { NO_TIMELINE, randomRows, sourceOf, type Value } from '../../conformance/vectors.js';
import { oracle } from './opened.js';

/** Vectors whose differences float32 products lose, by what they lose them to. */
const VALUES: Readonly<Record<string, Value>> = {
  'nothing in particular': (uniform) => uniform - 0.5,
  'a common offset': (uniform) => 1000 + uniform / 100,
  'clusters far apart': (uniform, row) => (row % 2 === 0 ? 1000 : -1000) + uniform / 100,
  'squares beyond float32': (uniform) => (uniform - 0.5) * 1e25,
  'squares below float32': (uniform) => (uniform - 0.5) * 1e-30,
  'subnormal coordinates': (uniform) => (uniform - 0.5) * 1e-41,
  'rows of many sizes': (uniform, row) => (uniform - 0.5) * 10 ** ((row % 13) - 6),
  'many equal rows': (uniform) => Math.round(uniform),
  'nothing but one row': () => 3,
  'zero rows': (uniform, row) => (row % 3 === 0 ? 0 : uniform),
};

describe.each([
  ['resident', undefined],
  ['under a budget', 2 ** 14],
])('rows that are %s', (_name, memoryBytes) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await backend.open({
      engine: 'cpu',
      threads: 2,
      timeline: NO_TIMELINE,
      ...(memoryBytes !== undefined && { memoryBytes }),
    });
  });
  afterAll(() => engine.close());

  it.each(
    METRICS,
  )("have the oracle's neighbours by %s, whatever the shapes and the values", async (metric) => {
    const cases = fc.record({
      n: fc.integer({ min: 1, max: 300 }),
      d: fc.integer({ min: 1, max: 40 }),
      queries: fc.integer({ min: 1, max: 4 }),
      k: fc.integer({ min: 1, max: 30 }),
      seed: fc.nat(),
      rows: fc.constantFrom(...Object.keys(VALUES)),
      asked: fc.constantFrom(...Object.keys(VALUES)),
    });
    await fc.assert(
      fc.asyncProperty(cases, async ({ n, d, queries: asking, k, seed, rows: of, asked }) => {
        const rows = randomRows(n, d, seed, VALUES[of]);
        const queries = randomRows(asking, d, seed + 1, VALUES[asked]);
        const set = await engine.load(sourceOf(rows), metric);
        const { ids, k: width } = await set.knn(queries, k);
        await set.free();
        for (let query = 0; query < asking; query++) {
          const found = [...ids.subarray(query * width, (query + 1) * width)];
          expect(found).toEqual(oracle(rows, queries, query, metric, k));
        }
      }),
      { numRuns: 100 },
    );
  });
});
