import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Backend, Engine, KMeansResult, Timeline } from '../../../src/backends/backend.js';
import { loadBackend } from '../../../src/backends/registry.js';
import type { KMeansParameters } from '../../../src/suites/kmeans/parameters.js';
import { planKMeans } from '../../../src/suites/kmeans/plan.js';
import { suite } from '../../../src/suites/kmeans/suite.js';
import type { Cell, PrepareTools } from '../../../src/suites/suite.js';
import { GAUSSIAN, SETTINGS } from './cells.js';

const TIMELINE: Timeline = { time: (_part, work) => work(), add() {}, reading: (work) => work() };

let cache: string;
const before = process.env.MLS_CACHE_DIR;
beforeEach(async () => {
  cache = await mkdtemp(join(tmpdir(), 'mls-kmeans-'));
  process.env.MLS_CACHE_DIR = cache;
});
afterEach(async () => {
  if (before === undefined) delete process.env.MLS_CACHE_DIR;
  else process.env.MLS_CACHE_DIR = before;
  await rm(cache, { recursive: true });
});

function cellsOf(more: Partial<KMeansParameters> = {}, ks = [5], subject = 'reference'): Cell[] {
  const { metric = 'l2', dataset = GAUSSIAN, ...settings } = more;
  return planKMeans({
    subjects: [{ name: subject, role: 'contender' }],
    datasets: [dataset],
    metrics: [metric],
    ks,
    threads: [1],
    settings: { ...SETTINGS, ...settings },
  });
}

async function prepared(cell: Cell): Promise<{ stages: string[]; oracles: number }> {
  const stages: string[] = [];
  let oracles = 0;
  const oracle = await (await loadBackend('reference')).open({ threads: 1, timeline: TIMELINE });
  const tools = {
    stage: (name: string) => {
      stages.push(name);
      return () => {};
    },
    openOracle: async () => {
      oracles++;
      return oracle;
    },
  } as Partial<PrepareTools> as PrepareTools;
  await suite.prepare(cell, tools);
  return { stages, oracles };
}

async function report(cell: Cell, backend?: Backend) {
  const trial = await suite.open(cell, backend ?? (await loadBackend('reference')), TIMELINE);
  const { check } = await trial.run();
  const found = await check();
  await trial.close();
  return found;
}

/** The oracle with its fits changed. */
async function brokenBackend(change: (fit: KMeansResult) => Partial<KMeansResult>): Promise<Backend> {
  const right = await loadBackend('reference');
  return {
    ...right,
    role: 'contender',
    async open(options): Promise<Engine> {
      const engine = await right.open(options);
      return {
        ...engine,
        async load(source, metric) {
          const vectors = await engine.load(source, metric);
          return {
            ...vectors,
            kmeans: async (request) => {
              const fit = await vectors.kmeans(request);
              return { ...fit, ...change(fit) };
            },
          };
        },
      };
    },
  };
}

describe('the K-Means suite', () => {
  it.each(['lloyd', 'hamerly', 'minibatch'] as const)('passes a right fit by %s', async (algorithm) => {
    for (const metric of ['l2', 'cosine'] as const) {
      const [cell] = cellsOf({ algorithm, metric }) as [Cell];
      await prepared(cell);
      const { check, quality } = await report(cell);
      expect(check).toBe('pass');
      expect(quality).toMatchObject({ iterations: expect.any(Number), pairs: expect.any(Number) });
      if (metric === 'cosine') expect(quality.loss).toBe(quality.inertia);
      else expect(quality.loss).toBeLessThan(quality.inertia ?? 0);
    }
  });

  it('fails a fit whose labels are shifted by one', async () => {
    const [cell] = cellsOf() as [Cell];
    await prepared(cell);
    const broken = await brokenBackend(({ labels, centroids: { k } }) => ({
      labels: labels.map((label) => (label + 1) % k),
    }));
    expect(await report(cell, broken)).toMatchObject({ check: 'fail' });
  });

  it('fails a fit that did not iterate', async () => {
    const [cell] = cellsOf({ maxIterations: 5 }) as [Cell];
    await prepared(cell);
    const broken = await brokenBackend(({ inertias }) => ({ iterations: 0, inertias: inertias.slice(-1) }));
    expect(await report(cell, broken)).toMatchObject({ check: 'fail' });
  });

  it('chooses starts and asks the oracle once, the longest start for all k', async () => {
    const [small, large] = cellsOf({}, [3, 8]) as [Cell, Cell];
    const first = await prepared(small);
    expect(first.stages).toEqual([
      'kmeans++ start on gaussian (k = 8, l2)',
      "oracle's K-Means on gaussian (k = 3, l2)",
    ]);
    expect((await prepared(large)).stages).toEqual(["oracle's K-Means on gaussian (k = 8, l2)"]);
    expect(await prepared(small)).toEqual({ stages: [], oracles: 0 });
  });

  it('does without the oracle where that would take too long, and still checks', async () => {
    const dataset = { ...GAUSSIAN, n: 20_000, d: 64 };
    const [cell] = cellsOf({ dataset, restarts: 800, maxIterations: 0 }) as [Cell];
    const one = { ...cell, parameters: { ...cell.parameters, restarts: 1 } };
    expect((await prepared(one)).oracles).toBe(1);
    const parameters = { ...cell.parameters, restarts: 1, k: 4000, largestK: 4000, init: 'random' };
    expect((await prepared({ ...cell, parameters })).oracles).toBe(0);
  });

  it('keeps the best of several restarts and counts the work of all', async () => {
    const [one] = cellsOf({ init: 'random', maxIterations: 2 }) as [Cell];
    const [four] = cellsOf({ init: 'random', maxIterations: 2, restarts: 4 }) as [Cell];
    await prepared(one);
    await prepared(four);
    const [single, best] = [(await report(one)).quality, (await report(four)).quality];
    expect(best.inertia).toBeLessThanOrEqual(single.inertia ?? 0);
    expect(best.updates).toBe(8);
    expect(best.iterations).toBe(2);
    expect(best.pairs).toBe(4 * (single.pairs ?? 0));
  });

  it('does not check the null backend, which needs no oracle', async () => {
    const [cell] = cellsOf({}, [5], 'null') as [Cell];
    expect((await prepared(cell)).oracles).toBe(0);
    expect(await report(cell, await loadBackend('null'))).toEqual({ check: 'none', quality: {} });
  });

  it('makes anew what is damaged in the cache', async () => {
    const [cell] = cellsOf() as [Cell];
    await prepared(cell);
    const folder = join(cache, 'kmeans');
    const names = await readdir(folder);
    expect(names).toHaveLength(2);
    for (const name of names) await writeFile(join(folder, name), '{"key":[');
    await expect(report(cell)).rejects.toThrow('has not been chosen');
    expect((await prepared(cell)).stages).toHaveLength(2);
    expect(await report(cell)).toMatchObject({ check: 'pass' });
  });

  it('describes a cell by the parameter columns of its row', () => {
    const [cell] = cellsOf() as [Cell];
    const parameters = suite.columns.filter(({ role }) => role === 'parameter').map(({ name }) => name);
    expect(Object.keys(suite.describe(cell)).sort()).toEqual(parameters.sort());
  });
});
