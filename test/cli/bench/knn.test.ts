import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BenchKnnFlags } from '../../../src/cli/bench/knn.js';
import { UsageError } from '../../../src/errors.js';
import type { BenchmarkOptions } from '../../../src/harness/benchmark.js';
import type { RunStarted } from '../../../src/results/events.js';
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
const { benchKnn } = await import('../../../src/cli/bench/knn.js');

let runs: string;
beforeEach(async () => {
  asked.length = 0;
  pulled.length = 0;
  runs = await mkdtemp(join(tmpdir(), 'mls runs-'));
});
afterEach(() => rm(runs, { recursive: true }));

const flags = (more: Partial<BenchKnnFlags> = {}): BenchKnnFlags => ({
  backend: 'null',
  dataset: 'gaussian',
  metric: 'l2',
  precision: 'full',
  k: '10',
  queries: '5',
  n: '100',
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

async function optionsOf(more: Partial<BenchKnnFlags> = {}): Promise<BenchmarkOptions> {
  await expect(benchKnn(flags(more), { json: true })).rejects.toBe(NOT_RUN);
  const [options] = asked.splice(0);
  if (options === undefined) throw new Error('no benchmark was asked for');
  return options;
}

async function record(started: RunStarted): Promise<void> {
  await mkdir(join(runs, started.runId), { recursive: true });
  const journal = new JournalWriter(join(runs, started.runId, 'journal.ndjson'));
  journal.append(started);
  journal.close();
}

describe('mls bench knn', () => {
  it('plans what its flags say', async () => {
    const { cells, rule } = await optionsOf({ metric: 'l2,dot', k: '1,10', n: '100,200', rounds: '9' });
    expect(cells).toHaveLength(8);
    expect(cells[0]).toMatchObject({ subject: 'null', threads: 1, parameters: { k: 1, metric: 'l2' } });
    expect(rule).toEqual({ kind: 'rounds', rounds: 9 });
    expect((await optionsOf()).rule).toEqual({
      kind: 'tight',
      halfWidth: 0.02,
      timeMs: 10_000,
      by: 'bootstrap',
    });
  });

  it.each<[Partial<BenchKnnFlags>, RegExp]>([
    [{ metric: 'l3' }, /^expected --metric to be one of l2, cosine, dot, l1; got "l3" - did you mean l2\?$/],
    [{ dataset: 'gausian' }, /^expected --dataset .*; got "gausian" - did you mean gaussian\?$/],
    [{ k: '0' }, /^expected --k to be a whole number of at least 1; got "0"$/],
    [{ n: '0' }, /^expected --n .*; got "0"$/],
    [{ k: '101' }, /^expected k of at most N = 100 for gaussian; got k = 101$/],
    [{ memory: 'lots' }, /^expected --memory .*; got "lots"$/],
    [{ format: 'cvs' }, /^expected --format .*; got "cvs" - did you mean csv\?$/],
    [{ ui: 'dead' }, /^expected --ui .*; got "dead"/],
  ])('refuses %j in one line, before it fetches anything', async (more, message) => {
    const refused = benchKnn(flags(more), { json: true });
    await expect(refused).rejects.toThrow(UsageError);
    await expect(refused).rejects.toThrow(message);
    expect([...asked, ...pulled]).toEqual([]);
  });

  it('fetches each dataset once before it runs', async () => {
    await optionsOf({ dataset: 'gaussian,uniform', metric: 'l2,dot' });
    expect(pulled).toEqual(['gaussian', 'uniform']);
  });

  it('names, to resume with, the place of runs where that is another', async () => {
    expect((await optionsOf()).command).toBe('mls bench knn');
    expect((await optionsOf({ out: './results/runs' })).command).toBe('mls bench knn');
    expect((await optionsOf({ out: '../elsewhere' })).command).toBe('mls bench knn --out ../elsewhere');
    expect((await optionsOf({ out: "it's here" })).command).toBe(`mls bench knn --out 'it'\\''s here'`);
  });

  it('plans for a resumed run what it was begun with', async () => {
    const begun = await optionsOf({ k: '3', rounds: '4', timeout: '5s' });
    await record(runStarted([], { suite: 'knn', request: begun.request }));
    const resumed = await optionsOf({ out: runs, resume: 'last' });
    expect(resumed.cells).toEqual(begun.cells);
    expect(resumed.rule).toEqual(begun.rule);
    expect(resumed.request).toEqual(begun.request);
    expect(resumed.target).toMatchObject({ kind: 'resumed', allowMixed: false });
  });

  it('does not resume a run of another suite, nor one whose request it cannot read', async () => {
    for (const started of [
      runStarted([]),
      runStarted([], { suite: 'knn', request: { asked: 'otherwise' } }),
    ]) {
      await record(started);
      const refused = benchKnn(flags({ out: runs, resume: 'last' }), { json: true });
      await expect(refused).rejects.toThrow(UsageError);
      await expect(refused).rejects.toThrow(/beef was begun by: mls bench fake$/);
      await rm(join(runs, started.runId), { recursive: true });
    }
  });
});
