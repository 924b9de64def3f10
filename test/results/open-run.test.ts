import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DataError, UsageError } from '../../src/errors.js';
import { openRun } from '../../src/results/open-run.js';
import { cellSummary, roundEvent, runStarted, sampleOf } from './recorded-events.js';

let runs: string;
beforeEach(async () => {
  runs = await mkdtemp(join(tmpdir(), 'mls-runs-'));
});
afterEach(() => rm(runs, { recursive: true }));

async function write(id: string, text?: string): Promise<void> {
  const events = [runStarted([cellSummary('a')], { runId: id }), roundEvent('g/a', sampleOf(1, 5))];
  await mkdir(join(runs, id));
  const lines = events.map((event) => `${JSON.stringify(event)}\n`).join('');
  await writeFile(join(runs, id, 'journal.ndjson'), text ?? lines);
}

describe('openRun', () => {
  it('opens a run by folder, by id, by a part of it, and as the latest', async () => {
    await write('20260101-000000-knn-aaaa');
    await write('20260102-000000-knn-bbbb');
    for (const name of [
      join(runs, '20260102-000000-knn-bbbb'),
      '20260102-000000-knn-bbbb',
      'bbbb',
      'latest',
      'last',
    ]) {
      const { directory, run } = await openRun(name, runs);
      expect(directory).toBe(join(runs, '20260102-000000-knn-bbbb'));
      expect(run.started.runId).toBe('20260102-000000-knn-bbbb');
      expect(run.samples.get('g/a')?.map(({ ms }) => ms)).toEqual([5]);
    }
  });

  it('refuses what is no run, and a run whose journal is none', async () => {
    await write('broken', 'nothing\n');
    await expect(openRun('absent', runs)).rejects.toBeInstanceOf(UsageError);
    await expect(openRun('broken', runs)).rejects.toBeInstanceOf(DataError);
  });
});
