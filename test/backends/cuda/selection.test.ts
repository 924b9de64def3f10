import { describe, expect, it } from 'vitest';
import { METRICS, type Rows } from '../../../src/backends/backend.js';
import { backend as reference } from '../../../src/backends/reference/index.js';
import { NO_TIMELINE, realRows, sourceOf } from '../../conformance/vectors.js';
import { notingTimeline, openOn } from './opened.js';
import { stubDriver, unless } from './stub-driver.js';

const stub = stubDriver();

/** Each row nearer to the origin than the one before it: no tile's keys can be ruled out by those before. */
function approaching(n: number, d: number): Rows {
  return {
    n,
    d,
    data: Float32Array.from({ length: n * d }, (_, at) => n - Math.floor(at / d) + (at % d) / d),
  };
}

async function expected(base: Rows, queries: Rows, k: number, metric: 'l2' | 'cosine' | 'dot' | 'l1') {
  const oracle = await reference.open({ threads: 1, timeline: NO_TIMELINE });
  const set = await oracle.load(sourceOf(base), metric);
  const answer = await set.knn(queries, k);
  await oracle.close();
  return Array.from(answer.ids);
}

describe.runIf('library' in stub)(`kernels on the stub driver${unless(stub)}`, () => {
  it.each([2, 40])('keep the nearest of rows that come ever nearer to %i queries', async (count) => {
    const engine = await openOn(stub);
    const base = approaching(9000, 4);
    const queries = { n: count, d: 4, data: realRows(count, 4, 1).data.map((x) => x / 4) };
    const set = await engine.load(sourceOf(base), 'l2');
    expect(Array.from((await set.knn(queries, 12)).ids)).toEqual(await expected(base, queries, 12, 'l2'));
  });

  it.each(METRICS)('find more neighbours than they keep lists for, by %s', async (metric) => {
    const engine = await openOn(stub);
    const base = realRows(3000, 20, 2);
    const queries = realRows(3, 20, 3);
    const set = await engine.load(sourceOf(base), metric);
    for (const k of [300, 2500]) {
      expect(Array.from((await set.knn(queries, k)).ids)).toEqual(await expected(base, queries, k, metric));
    }
  });

  it.each(METRICS)('tell rows apart that float32 cannot hold, by %s', async (metric) => {
    const engine = await openOn(stub);
    for (const scale of [1e-25, 1e30]) {
      const { n, d, data } = realRows(600, 8, 4);
      const base = { n, d, data: data.map((x) => x * scale) };
      const set = await engine.load(sourceOf(base), metric);
      for (const count of [1, 4]) {
        const some = realRows(count, 8, 5);
        const queries = { ...some, data: some.data.map((x) => x * scale) };
        expect(Array.from((await set.knn(queries, 10)).ids)).toEqual(
          await expected(base, queries, 10, metric),
        );
      }
      await set.free();
    }
  });

  it.each([
    ['l2', 1e-25],
    ['l2', 1e25],
    ['cosine', 1e-25],
    ['cosine', 1e25],
  ] as const)('assign rows that float32 cannot tell apart, by %s and times %d', async (metric, scale) => {
    const engine = await openOn(stub);
    const oracle = await reference.open({ threads: 1, timeline: NO_TIMELINE });
    const rows = realRows(300, 8, 8);
    const base = { ...rows, data: rows.data.map((x) => x * scale) };
    const start = { k: 5, d: 8, data: Float64Array.from(base.data.subarray(0, 5 * 8)) };
    const labels = [];
    for (const by of [engine, oracle]) {
      const set = await by.load(sourceOf(base), metric);
      const fit = await set.kmeans({ start, algorithm: 'lloyd', maxIterations: 4, tolerance: 0 });
      labels.push(Array.from(fit.labels));
      await set.free();
    }
    await oracle.close();
    expect(labels[0]).toEqual(labels[1]);
  });

  it('leave the event loop to others while they run', async () => {
    const engine = await openOn(stub);
    const set = await engine.load(sourceOf(realRows(4000, 64, 9)), 'l2');
    let turns = 0;
    const ticking = setInterval(() => turns++, 0);
    await set.knn(realRows(40, 64, 10), 5);
    clearInterval(ticking);
    expect(turns).toBeGreaterThan(2);
  });

  it('answers alike when rows are copied while others are computed on', async () => {
    // Blocks of 40 MiB in two parts, the third of which comes in memory that the first came in.
    const [n, d] = [31_000, 1024];
    const base = realRows(n, d, 6);
    const queries = realRows(3, d, 7);
    const { timeline, added } = notingTimeline();
    const whole = await openOn(stub);
    const streaming = await openOn(stub, { timeline, memoryBytes: 80 * 2 ** 20 });
    const [resident, streamed] = [
      await whole.load(sourceOf(base), 'l2'),
      await streaming.load(sourceOf(base), 'l2'),
    ];
    expect([resident.residence, streamed.residence]).toEqual(['resident', 'streamed']);
    for (const asked of [queries, { ...queries, n: 1, data: queries.data.subarray(0, d) }]) {
      expect(await streamed.knn(asked, 10)).toEqual(await resident.knn(asked, 10));
    }
    expect([...added].sort()).toEqual(['compute', 'load', 'readback']);
  });
});
