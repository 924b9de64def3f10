import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Engine, METRICS, type Rows } from '../../../src/backends/backend.js';
import { ENGINE_NAMES } from '../../../src/backends/native/engine-names.js';
import { backend } from '../../../src/backends/native/index.js';
import { backend as reference } from '../../../src/backends/reference/index.js';
import { distantRows, integerRows, NO_TIMELINE, realRows, sourceOf } from '../../conformance/vectors.js';

/** So long that float32 norms overflow, beside some of ordinary length. */
function hugeRows(n: number, d: number, seed: number): Rows {
  const { data } = realRows(n, d, seed);
  return { n, d, data: data.map((value, i) => (Math.floor(i / d) % 3 === 0 ? value : value * 2 ** 100)) };
}

/** So short that float32 products vanish. */
function tinyRows(n: number, d: number, seed: number): Rows {
  return { n, d, data: realRows(n, d, seed).data.map((value) => value * 2 ** -100) };
}

const KINDS = { realRows, integerRows, distantRows, hugeRows, tinyRows };
const shapes = fc.record({
  n: fc.integer({ min: 1, max: 300 }),
  d: fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 190, max: 300 })),
  count: fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 30, max: 60 })),
  k: fc.integer({ min: 1, max: 30 }),
  metric: fc.constantFrom(...METRICS),
  kind: fc.constantFrom(...(Object.keys(KINDS) as (keyof typeof KINDS)[])),
  seed: fc.nat(1000),
});

describe.each(ENGINE_NAMES)('neighbours by %s', async (name) => {
  const found = await backend.probe(name);
  const unavailable = found.state === 'unavailable';
  if (unavailable) process.stderr.write(`skipped: native on ${name}: ${found.reason}\n`);
  let engine: Engine;
  let oracle: Engine;
  beforeAll(async () => {
    oracle = await reference.open({ threads: 1, timeline: NO_TIMELINE });
    if (!unavailable) engine = await backend.open({ engine: name, threads: 2, timeline: NO_TIMELINE });
  });
  afterAll(async () => {
    await oracle.close();
    if (!unavailable) await engine.close();
  });

  it.skipIf(unavailable)('are those of the oracle, id by id and bit by bit', async () => {
    await fc.assert(
      fc.asyncProperty(shapes, async ({ n, d, count, k, metric, kind, seed }) => {
        const [base, queries] = [KINDS[kind](n, d, seed), KINDS[kind](count, d, seed + 1)];
        const answers = [];
        for (const by of [engine, oracle]) {
          const set = await by.load(sourceOf(base), metric);
          answers.push(await set.knn(queries, k));
          await set.free();
        }
        expect(answers[0]).toEqual(answers[1]);
      }),
      { numRuns: 150 },
    );
  });
});
