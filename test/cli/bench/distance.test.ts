import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BenchDistanceFlags } from '../../../src/cli/bench/distance.js';
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
const { benchDistance } = await import('../../../src/cli/bench/distance.js');

let runs: string;
beforeEach(async () => {
  asked.length = 0;
  runs = await mkdtemp(join(tmpdir(), 'mls-distance-'));
});
afterEach(() => rm(runs, { recursive: true }));

const flags = (more: Partial<BenchDistanceFlags> = {}): BenchDistanceFlags => ({
  backend: 'null',
  dataset: 'uniform',
  metric: 'l2',
  queries: '50',
  threads: '1',
  time: '500ms',
  interval: '2%',
  stop: 'bootstrap',
  timeout: '10m',
  format: 'table',
  out: 'results/runs',
  ui: 'none',
  ...more,
});

async function optionsOf(more: Partial<BenchDistanceFlags> = {}): Promise<BenchmarkOptions> {
  await expect(benchDistance(flags(more), { json: true })).rejects.toBe(NOT_RUN);
  const [options] = asked.splice(0);
  if (options === undefined) throw new Error('no benchmark was asked for');
  return options;
}

const shapesOf = async (more: Partial<BenchDistanceFlags>) => [
  ...new Set((await optionsOf({ d: '4', ...more })).cells.map(({ parameters }) => parameters.shape)),
];

describe('mls bench distance', () => {
  it('plans, with nothing said, one pair and row pairs at three dimensions', async () => {
    const { cells, command } = await optionsOf();
    expect(command).toBe('mls bench distance');
    expect(cells.map(({ label }) => label)).toEqual(
      ['one pair', '100 row pairs'].flatMap((pairs) =>
        [2, 1024, 65_536].map((d) => `uniform, l2, ${pairs}, d = ${d}`),
      ),
    );
  });

  it('takes a single pair for a pair and more for row pairs, unless a shape is named', async () => {
    expect(await shapesOf({ pairs: '1' })).toEqual(['pair']);
    expect(await shapesOf({ pairs: '7' })).toEqual(['rows']);
    expect(await shapesOf({ pairs: '1,7' })).toEqual(['pair', 'rows']);
    expect(await shapesOf({ shape: 'one-to-many,many-to-many' })).toEqual(['one-to-many', 'many-to-many']);
    expect(await shapesOf({ shape: 'all' })).toEqual(['pair', 'rows', 'one-to-many', 'many-to-many']);
  });

  it.each<[Partial<BenchDistanceFlags>, RegExp]>([
    [{ metric: 'l3' }, /^expected --metric .*; got "l3" - did you mean l2\?$/],
    [{ shape: 'row' }, /^expected --shape to be one of pair, rows, .*; got "row" - did you mean rows\?$/],
    [{ pairs: '0' }, /^expected --pairs to be a whole number of at least 1; got "0"$/],
    [{ pairs: '1000', shape: 'pair' }, /^expected --pairs to fit --shape pair; got 1000/],
    [{ shape: 'many-to-many', queries: '7' }, /multiple of --queries 7; got 100$/],
    [{ d: 'wide' }, /^expected --d to be a whole number of at least 1; got "wide"$/],
    [{ dataset: 'unifrom' }, /^expected --dataset .*; got "unifrom" - did you mean uniform\?$/],
    [
      { d: '16777216', pairs: '100000' },
      /^expected vectors that fit half of the .* free, .* - lower --pairs or --d$/,
    ],
    [{ format: 'cvs' }, /^expected --format .*; got "cvs" - did you mean csv\?$/],
    [{ backend: 'reference' }, /^reference is the oracle/],
  ])('refuses %j in one line, before it runs anything', async (more, message) => {
    const refused = benchDistance(flags(more), { json: true });
    await expect(refused).rejects.toThrow(UsageError);
    await expect(refused).rejects.toThrow(message);
    expect(asked).toEqual([]);
  });

  it('refuses a backend that has no path for distances', async () => {
    await expect(benchDistance(flags({ backend: 'usearch' }), { json: true })).rejects.toThrow(
      /no path for mls bench distance/,
    );
  });

  it('plans for a resumed run what it was begun with, and resumes no other suite', async () => {
    const begun = await optionsOf({ pairs: '3', d: '8', rounds: '4' });
    const started = runStarted([], { suite: 'distance', request: begun.request });
    await mkdir(join(runs, started.runId));
    const journal = new JournalWriter(join(runs, started.runId, 'journal.ndjson'));
    journal.append(started);
    journal.close();
    const resumed = await optionsOf({ out: runs, resume: 'last' });
    expect(resumed.cells).toEqual(begun.cells);
    expect(resumed.rule).toEqual({ kind: 'rounds', rounds: 4 });
    const other = join(runs, '20990102-030405-knn-beef');
    await mkdir(other);
    const elsewhere = new JournalWriter(join(other, 'journal.ndjson'));
    elsewhere.append({ ...started, runId: '20990102-030405-knn-beef', suite: 'knn' });
    elsewhere.close();
    await expect(benchDistance(flags({ out: runs, resume: 'last' }), { json: true })).rejects.toThrow(
      /^expected a run of this version's mls bench distance to resume; /,
    );
  });
});
