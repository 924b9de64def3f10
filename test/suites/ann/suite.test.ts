import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AnnIndex, Backend, Engine } from '../../../src/backends/backend.js';
import { loadBackend } from '../../../src/backends/registry.js';
import { createBlockEngine } from '../../../src/backends/shared/block-engine.js';
import { savedIndexes } from '../../../src/suites/ann/index-store.js';
import { planAnn } from '../../../src/suites/ann/plan.js';
import { suite } from '../../../src/suites/ann/suite.js';
import { SkippedError } from '../../../src/suites/skipped-error.js';
import type { Cell, PrepareTools } from '../../../src/suites/suite.js';
import { openOptions, PlainKernels } from '../../backends-shared/plain-kernels.js';

/** What is changed of an index before the suite has it. */
let bend: (index: AnnIndex) => AnnIndex = (index) => index;
let builds = 0;

async function openEngine(): Promise<Engine> {
  const engine = createBlockEngine(new PlainKernels({ slack: 64 }), openOptions());
  const { indexing } = engine;
  if (indexing === undefined) throw new Error('an engine of block kernels builds indexes');
  return {
    ...engine,
    indexing: {
      ...indexing,
      async build(...args) {
        builds++;
        return indexing.build(...args);
      },
      open: async (...args) => bend(await indexing.open(...args)),
    },
  };
}

const backend: Backend = {
  name: 'ts',
  role: 'contender',
  summary: '',
  engines: ['plain'],
  probe: () => Promise.reject(new Error('nothing is probed here')),
  open: openEngine,
};

let stages: string[];
let clockMs = 0;
const tools: PrepareTools = {
  stage: (name) => {
    stages.push(name);
    return () => {};
  },
  openOracle: async () => (await loadBackend('reference')).open(openOptions()),
  openSubject: openEngine,
  now: () => {
    clockMs += 250;
    return clockMs;
  },
};

let before: string | undefined;
let directory: string;
beforeAll(async () => {
  before = process.env.MLS_CACHE_DIR;
  directory = await mkdtemp(join(tmpdir(), 'mls-ann-'));
  process.env.MLS_CACHE_DIR = directory;
});
afterAll(async () => {
  if (before === undefined) delete process.env.MLS_CACHE_DIR;
  else process.env.MLS_CACHE_DIR = before;
  await rm(directory, { recursive: true, force: true });
});
beforeEach(() => {
  stages = [];
  builds = 0;
  bend = (index) => index;
});

function cellsOf(more: { seed?: number; nprobes?: number[]; metric?: 'l2' | 'dot' } = {}): Cell[] {
  const { seed = 1, nprobes = [1, 4, 9], metric = 'l2' } = more;
  return planAnn({
    subjects: [{ name: 'ts', indexes: ['ivf'] }],
    datasets: [{ name: 'gaussian', n: 81, d: 6, queries: 7, seed }],
    metrics: [metric],
    ks: [5],
    threads: [1],
    indexes: ['ivf'],
    ms: [],
    efConstructions: [],
    nprobes,
    indexSeed: 1,
  });
}
const open = (cell: Cell) => suite.open(cell, backend, openOptions().timeline);
const measure = async (cell: Cell) => {
  const trial = await open(cell);
  const report = await (await trial.run()).check();
  await trial.close();
  return report;
};

describe('the suite ann', () => {
  it('builds the index of a sweep once, keeps it, and says what it cost', async () => {
    const [first, second] = cellsOf() as [Cell, Cell, Cell];
    await suite.prepare(first, tools);
    await suite.prepare(second, tools);
    expect(builds).toBe(1);
    expect(stages.map((stage) => stage.split(' of ')[0])).toEqual([
      'ground truth',
      'relative contrast',
      'ivf',
    ]);
    const { quality, check } = await measure(first);
    expect(builds).toBe(1);
    expect(check).toBe('pass');
    const [saved] = await savedIndexes();
    expect(saved).toMatchObject({ dataset: 'gaussian', n: 81, d: 6, buildMs: 250 });
    expect(quality).toMatchObject({ buildMs: 250, indexBytes: saved?.bytes });
    expect(quality.relativeContrast).toBeGreaterThan(1);
    expect(quality.distanceComputations).toBeGreaterThan(9);
  });

  it('finds more with each list more, and everything with all of them', async () => {
    const cells = cellsOf({ seed: 2 });
    for (const cell of cells) await suite.prepare(cell, tools);
    const recalls: number[] = [];
    for (const cell of cells) recalls.push((await measure(cell)).quality.recall ?? Number.NaN);
    expect(recalls).toEqual(recalls.toSorted((a, b) => a - b));
    expect(recalls[0]).toBeLessThan(1);
    expect(recalls.at(-1)).toBe(1);
  });

  it('does not measure what only costs more, unless it is asked for alone', async () => {
    const cells = cellsOf({ seed: 3, nprobes: [1, 7, 8, 9] });
    for (const cell of cells) await suite.prepare(cell, tools);
    const [one, ...others] = cells as [Cell, Cell, Cell, Cell];
    expect((await measure(one)).quality.recall).toBeLessThan(1);
    const nine = others[2] as Cell;
    expect((await measure(nine)).quality.recall).toBe(1);
    // Nine lists are known to suffice, and smaller values are not known to: they are measured.
    expect((await measure(others[1] as Cell)).quality.recall).toBe(1);
    await expect(open(nine)).rejects.toThrow(SkippedError);
    await expect(open(nine)).rejects.toThrow('nprobe 8 finds all there is, and 9 only costs more');
    const [alone] = cellsOf({ seed: 3, nprobes: [9] }) as [Cell];
    expect((await measure(alone)).quality.recall).toBe(1);
  });

  it('puts each query by itself', async () => {
    const [cell] = cellsOf() as [Cell];
    await suite.prepare(cell, tools);
    const asked: number[] = [];
    bend = (index) => ({
      ...index,
      reports: index.reports,
      search: (queries, ...rest) => {
        asked.push(queries.n);
        return index.search(queries, ...rest);
      },
      free: () => index.free(),
    });
    const trial = await open(cell);
    asked.length = 0;
    expect(trial.singles?.count).toBe(7);
    for (let i = 0; i < 7; i++) await trial.singles?.run(i);
    expect(asked).toEqual([1, 1, 1, 1, 1, 1, 1]);
    await trial.close();
  });

  it('finds a wrong distance out, whatever the index says', async () => {
    const [cell] = cellsOf() as [Cell];
    await suite.prepare(cell, tools);
    bend = (index) => ({
      ...index,
      reports: index.reports,
      async search(...args) {
        const answer = await index.search(...args);
        return { ...answer, distances: answer.distances.map((distance) => distance * 1.001) };
      },
      free: () => index.free(),
    });
    const { check, reason } = await measure(cell);
    expect(check).toBe('fail');
    expect(reason).toMatch(/^query 0: row \d+ is at /);
  });

  it('has no contrast of inner products', async () => {
    const [cell] = cellsOf({ metric: 'dot' }) as [Cell];
    await suite.prepare(cell, tools);
    const { quality } = await measure(cell);
    expect(quality).not.toHaveProperty('relativeContrast');
    expect(quality.recall).toBeGreaterThan(0);
  });

  it('leaves what cannot be built to the cell itself', async () => {
    const [cell] = cellsOf({ seed: 4 }) as [Cell];
    const broken: PrepareTools = { ...tools, openSubject: () => Promise.reject(new Error('no engine')) };
    await suite.prepare(cell, broken);
    const none: Backend = {
      ...backend,
      open: async () => {
        const { indexing: _, ...engine } = await openEngine();
        return engine;
      },
    };
    await expect(suite.open(cell, none, openOptions().timeline)).rejects.toThrow(
      'ts is unavailable: it builds no index. Leave it out of --backend.',
    );
    const { quality, check } = await measure(cell);
    expect(check).toBe('pass');
    expect(quality).not.toHaveProperty('buildMs');
  });

  it('counts vectors twice where an engine copies them, and links', () => {
    const [cell] = cellsOf() as [Cell];
    expect(suite.residentBytes(cell)).toBe(2 * 81 * 6 * 4);
  });
});
