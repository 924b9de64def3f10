import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BenchKMeansFlags } from '../../../src/cli/bench/kmeans.js';
import { UsageError } from '../../../src/errors.js';
import type { BenchmarkOptions } from '../../../src/harness/benchmark.js';
import { JournalWriter } from '../../../src/results/journal-writer.js';
import { runStarted } from '../../results/recorded-events.js';

/** What a benchmark was asked for; none is run here. */
const asked: BenchmarkOptions[] = [];
const NOT_RUN = new Error('not run');
vi.mock('../../../src/harness/benchmark.js', () => ({
  benchmark: (options: BenchmarkOptions) => {
    asked.push(options);
    return Promise.reject(NOT_RUN);
  },
}));
const pulled: string[] = [];
vi.mock('../../../src/cli/pull-datasets.js', () => ({
  pullDatasets: async (names: readonly string[]) => void pulled.push(...names),
}));
const { benchKMeans } = await import('../../../src/cli/bench/kmeans.js');

let runs: string;
beforeEach(async () => {
  asked.length = 0;
  pulled.length = 0;
  runs = await mkdtemp(join(tmpdir(), 'mls-runs-'));
});
afterEach(() => rm(runs, { recursive: true }));

const flags = (more: Partial<BenchKMeansFlags> = {}): BenchKMeansFlags => ({
  backend: 'null',
  dataset: 'gaussian',
  init: 'kmeans++',
  algorithm: 'lloyd',
  'max-iter': '20',
  tol: '1e-4',
  restarts: '1',
  'start-seed': '1',
  batch: '4096',
  'cosine-mean': 'directions',
  n: '200',
  d: '8',
  threads: '1',
  time: '10s',
  interval: '2%',
  stop: 'bootstrap',
  timeout: '10m',
  format: 'table',
  out: 'results/runs',
  ui: 'none',
  ...more,
});

async function optionsOf(more: Partial<BenchKMeansFlags> = {}): Promise<BenchmarkOptions> {
  await expect(benchKMeans(flags(more), { json: true })).rejects.toBe(NOT_RUN);
  const [options] = asked.splice(0);
  if (options === undefined) throw new Error('no benchmark was asked for');
  return options;
}

describe('mls bench kmeans', () => {
  it('plans what its flags say', async () => {
    const { cells, rule, command } = await optionsOf({
      metric: 'l2,cosine',
      k: '3,5',
      init: 'random',
      algorithm: 'hamerly',
      'max-iter': '7',
      tol: '0',
      restarts: '4',
      'start-seed': '9',
      batch: '64',
      'cosine-mean': 'vectors',
      rounds: '2',
    });
    expect(cells).toHaveLength(4);
    expect(cells[0]?.parameters).toMatchObject({
      metric: 'l2',
      k: 3,
      largestK: 5,
      init: 'random',
      algorithm: 'hamerly',
      maxIterations: 7,
      tolerance: 0,
      restarts: 4,
      startSeed: 9,
      batchRows: 64,
      cosineMean: 'vectors',
    });
    expect(rule).toEqual({ kind: 'rounds', rounds: 2 });
    expect(command).toBe('mls bench kmeans');
  });

  it('asks for k = 10 by L2, if for nothing else', async () => {
    const { cells } = await optionsOf();
    expect(cells.map(({ parameters: { metric, k } }) => [metric, k])).toEqual([['l2', 10]]);
  });

  it('asks for one round of both metrics over a range of k on ts, to find an elbow', async () => {
    const { cells, rule } = await optionsOf({ elbow: true, backend: undefined });
    expect(rule).toEqual({ kind: 'rounds', rounds: 1 });
    expect(new Set(cells.map(({ subject }) => subject))).toEqual(new Set(['ts']));
    const ks = [1, 11, 21, 31, 41, 51, 61, 71, 81, 91, 101];
    expect(cells.map(({ parameters: { metric, k } }) => [metric, k])).toEqual(
      ['l2', 'cosine'].flatMap((metric) => ks.map((k) => [metric, k])),
    );
  });

  it.each<[Partial<BenchKMeansFlags>, RegExp]>([
    [{ metric: 'l1' }, /^expected --metric to be one of l2, cosine; got "l1" - did you mean l2\?$/],
    [{ init: 'kmeans' }, /^expected --init .*; got "kmeans" - did you mean kmeans\+\+\?$/],
    [{ algorithm: 'loyd' }, /^expected --algorithm .*; got "loyd" - did you mean lloyd\?$/],
    [{ 'max-iter': '-1' }, /^expected --max-iter to be a whole number of at least 0; got "-1"$/],
    [{ tol: '1' }, /^expected --tol to be a share of at least 0 and below 1, such as 1e-4; got "1"$/],
    [{ tol: '' }, /^expected --tol .*; got ""$/],
    [{ restarts: '0' }, /^expected --restarts to be a whole number of at least 1; got "0"$/],
    [{ batch: 'all' }, /^expected --batch .*; got "all"$/],
    [{ 'cosine-mean': 'rows' }, /^expected --cosine-mean to be one of directions, vectors; got "rows"/],
    [{ k: '201' }, /^expected k of at most N = 200 for gaussian; got k = 201$/],
    [{ elbow: true, n: '100,200' }, /^expected one --n with --elbow, which draws one curve; got 100,200$/],
    [{ elbow: true, backend: 'ts,tfjs' }, /^expected one --backend with --elbow, .*; got ts,tfjs$/],
    [{ elbow: true, backend: 'all' }, /^expected one --backend with --elbow, .*; got all$/],
  ])('refuses %j in one line, before it fetches anything', async (more, message) => {
    const refused = benchKMeans(flags(more), { json: true });
    await expect(refused).rejects.toThrow(UsageError);
    await expect(refused).rejects.toThrow(message);
    expect([...asked, ...pulled]).toEqual([]);
  });

  it('plans for a resumed run what it was begun with', async () => {
    const begun = await optionsOf({ elbow: true, backend: 'null', k: '1:5:2' });
    const { runId } = runStarted([]);
    await mkdir(join(runs, runId), { recursive: true });
    const journal = new JournalWriter(join(runs, runId, 'journal.ndjson'));
    journal.append(runStarted([], { suite: 'kmeans', request: begun.request }));
    journal.close();
    const resumed = await optionsOf({ out: runs, resume: 'last' });
    expect(resumed.cells).toEqual(begun.cells);
    expect(resumed.rule).toEqual(begun.rule);
    expect(resumed.request).toEqual(begun.request);
  });
});
