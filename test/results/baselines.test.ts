import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DataError, UsageError } from '../../src/errors.js';
import {
  deleteBaseline,
  findBaseline,
  listBaselines,
  runOfBaseline,
  saveBaseline,
} from '../../src/results/baselines.js';
import type { RunEvent } from '../../src/results/events.js';
import type { Fingerprint } from '../../src/results/fingerprint.js';
import { hostKey } from '../../src/results/host-key.js';
import { type OpenedRun, openRun } from '../../src/results/open-run.js';
import { cellSummary, FINGERPRINT, runStarted } from './recorded-events.js';

const OTHER_HOST: Fingerprint = { ...FINGERPRINT, host: { ...FINGERPRINT.host, cores: 64, name: 'big' } };

let folder: string;
let baselines: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mls-baselines-'));
  baselines = join(folder, 'baselines');
});
afterEach(() => rm(folder, { recursive: true }));

interface Made {
  readonly suite?: string;
  readonly fingerprint?: Fingerprint;
  readonly whole?: boolean;
}

async function madeRun(runId: string, { suite = 'knn', fingerprint = FINGERPRINT, whole = true }: Made = {}) {
  const cell = cellSummary('a');
  const finished: RunEvent = {
    type: 'cell-finished',
    cellId: cell.id,
    status: 'ok',
    row: { suite, status: 'ok' },
  };
  const events = [runStarted([cell], { runId, suite, fingerprint }), ...(whole ? [finished] : [])];
  await mkdir(join(folder, runId), { recursive: true });
  const text = events.map((event) => `${JSON.stringify(event)}\n`).join('');
  await writeFile(join(folder, runId, 'journal.ndjson'), text);
  return openRun(join(folder, runId));
}

async function keep(name: string, run: OpenedRun | Promise<OpenedRun>) {
  return saveBaseline(baselines, name, await run);
}

describe('baselines', () => {
  it('are the journals of runs, byte for byte, and read as the run they are of', async () => {
    const run = await madeRun('one');
    const { path } = await keep('main', run);
    expect(await readFile(path, 'utf8')).toBe(await readFile(join(run.directory, 'journal.ndjson'), 'utf8'));
    const found = runOfBaseline(await findBaseline(baselines, 'main', 'knn', FINGERPRINT));
    expect(found.run.started.runId).toBe('one');
    expect(found.run.statuses.get('g/a')).toBe('ok');
  });

  it('are kept one for each name, suite and host, the last one saved', async () => {
    await keep('main', madeRun('one'));
    await keep('main', madeRun('two'));
    await keep('main', madeRun('three', { suite: 'kmeans' }));
    await keep('main', madeRun('four', { fingerprint: OTHER_HOST }));
    await keep('v1', madeRun('five'));
    const kept = (await listBaselines(baselines)).map(
      ({ name, journal }) => `${name} ${journal.started.runId}`,
    );
    expect(kept.sort()).toEqual(['main four', 'main three', 'main two', 'v1 five']);
    const big = await findBaseline(baselines, 'main', 'knn', OTHER_HOST);
    expect(big.journal.started.runId).toBe('four');
  });

  it('leave nothing half written behind', async () => {
    await keep('main', madeRun('one'));
    const files = await readdir(join(baselines, 'main'));
    expect(files).toEqual([`knn-${hostKey(FINGERPRINT)}.ndjson`]);
  });

  it('are not made of a run that is not whole', async () => {
    const refused = keep('main', madeRun('torn', { whole: false }));
    await expect(refused).rejects.toThrow(/1 of 1 cells of torn are not finished\. .* --resume torn$/);
  });

  it.each(['', '.', '..', '../up', 'a/b', '-x'])('are not called %j', async (name) => {
    await expect(keep(name, madeRun('one'))).rejects.toBeInstanceOf(UsageError);
  });

  it('say what there is where there is not the one that is wanted', async () => {
    const find = () => findBaseline(baselines, 'main', 'knn', FINGERPRINT);
    await expect(find()).rejects.toThrow(/there is none in .*mls baseline save main$/);
    await keep('v1', madeRun('one'));
    await expect(find()).rejects.toThrow(/there are v1/);
    await keep('main', madeRun('two', { fingerprint: OTHER_HOST }));
    await expect(find()).rejects.toThrow(/"main" has knn on big/);
  });

  it('that are damaged are told of, and never taken for none', async () => {
    const { path } = await keep('main', madeRun('one'));
    await writeFile(path, 'nothing\n');
    const told: string[] = [];
    expect(await listBaselines(baselines, (reason) => told.push(reason))).toEqual([]);
    expect(told).toEqual([expect.stringContaining(path)]);
    await expect(findBaseline(baselines, 'main', 'knn', FINGERPRINT)).rejects.toBeInstanceOf(DataError);
  });

  it('are deleted by name, of one suite or of all, and not twice', async () => {
    await keep('main', madeRun('one'));
    await keep('main', madeRun('two', { suite: 'kmeans' }));
    await deleteBaseline(baselines, 'main', 'knn');
    expect((await listBaselines(baselines)).map(({ journal }) => journal.started.suite)).toEqual(['kmeans']);
    await deleteBaseline(baselines, 'main');
    expect(await readdir(baselines)).toEqual([]);
    await expect(deleteBaseline(baselines, 'main')).rejects.toBeInstanceOf(UsageError);
  });

  it('say so where they cannot be written', async () => {
    await writeFile(baselines, '');
    await expect(keep('main', madeRun('one'))).rejects.toBeInstanceOf(DataError);
  });
});

describe('the key of a host', () => {
  it('is that of the machine and its system, whatever it is called and whatever runs on it', () => {
    const { host } = FINGERPRINT;
    expect(hostKey({ host: { ...host, name: 'renamed' } })).toBe(hostKey(FINGERPRINT));
    for (const other of [
      { cores: 3 },
      { cpu: 'B' },
      { os: 'Linux 7' },
      { memoryBytes: 1 },
      { arch: 'arm64' },
    ]) {
      expect(hostKey({ host: { ...host, ...other } })).not.toBe(hostKey(FINGERPRINT));
    }
  });
});
