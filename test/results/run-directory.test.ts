import { chmod, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DataError, UsageError } from '../../src/errors.js';
import { findRunDirectory, makeRunDirectory, newRunId } from '../../src/results/run-directory.js';

let runs: string;
beforeEach(async () => {
  runs = await mkdtemp(join(tmpdir(), 'mls-runs-'));
});
afterEach(() => rm(runs, { recursive: true }));

async function makeRuns(...ids: string[]): Promise<void> {
  for (const id of ids) {
    await mkdir(join(runs, id));
    await writeFile(join(runs, id, 'journal.ndjson'), '');
  }
}

describe('newRunId', () => {
  it('says when and what in UTC, and ends in four random hexadecimal digits', () => {
    expect(newRunId('knn', new Date('2026-01-02T03:04:05.678Z'))).toMatch(
      /^20260102-030405-knn-[0-9a-f]{4}$/,
    );
  });

  it('sorts by time, whatever the suites are called', () => {
    const times = [
      '2025-12-31T23:59:59Z',
      '2026-01-02T03:04:05Z',
      '2026-01-02T03:04:06Z',
      '2026-11-02T00:00:00Z',
    ];
    const ids = times.map((at, i) => newRunId(['zeta', 'knn', 'ann', 'kmeans'][i] ?? '', new Date(at)));
    expect(ids.toSorted()).toEqual(ids);
  });
});

describe('makeRunDirectory', () => {
  it('makes a folder of the id with all above it', async () => {
    const directory = await makeRunDirectory(join(runs, 'deep', 'er'), 'run');
    expect(directory).toBe(join(runs, 'deep', 'er', 'run'));
    expect((await stat(directory)).isDirectory()).toBe(true);
  });

  it('gives no folder to two runs, however many begin at once', async () => {
    const asked = Array.from({ length: 8 }, (_, i) => makeRunDirectory(join(runs, 'new'), `run-${i % 4}`));
    const made = await Promise.allSettled(asked);
    expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(4);
    for (const one of made)
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ cause: { code: 'EEXIST' } });
  });

  it('refuses a place that cannot be written, and says what to do', async () => {
    await writeFile(join(runs, 'file'), '');
    const refused = makeRunDirectory(join(runs, 'file'), 'run');
    await expect(refused).rejects.toBeInstanceOf(DataError);
    await expect(refused).rejects.toMatchObject({ code: 'out', exitCode: 1, cause: { code: 'ENOTDIR' } });
    await expect(refused).rejects.toThrow(/^cannot write results to .*file.*ENOTDIR.*--out DIR$/);
  });

  it.runIf(process.platform === 'linux')('refuses a file system that holds no folders', async () => {
    await expect(makeRunDirectory('/proc/no/such', 'run')).rejects.toMatchObject({ code: 'out' });
  });

  it.skipIf(process.getuid?.() === 0)('refuses a folder it may not write', async () => {
    await chmod(runs, 0o500);
    await expect(makeRunDirectory(runs, 'run')).rejects.toMatchObject({ cause: { code: 'EACCES' } });
  });
});

describe('findRunDirectory', () => {
  const ids = ['20260101-000000-knn-aaaa', '20260102-000000-knn-bbbb', '20260103-000000-ann-cccc'];

  it('finds a run by its id, by a part of it, or as the last', async () => {
    await makeRuns(...ids);
    for (const [name, id] of [
      [ids[0] ?? '', ids[0]],
      ['bbbb', ids[1]],
      ['0103', ids[2]],
      ['last', ids[2]],
    ] as const) {
      expect(basename(await findRunDirectory(runs, name))).toBe(id);
    }
  });

  it('finds a run by its path, wherever that is', async () => {
    await makeRuns('elsewhere');
    expect(await findRunDirectory(join(runs, 'no-such'), join(runs, 'elsewhere'))).toBe(
      join(runs, 'elsewhere'),
    );
  });

  it('takes a whole id before a longer one that holds it', async () => {
    await makeRuns('run', 'run-again');
    expect(basename(await findRunDirectory(runs, 'run'))).toBe('run');
  });

  it('passes over files that lie among the runs', async () => {
    await makeRuns(...ids);
    await writeFile(join(runs, 'zz-notes.txt'), '');
    expect(basename(await findRunDirectory(runs, 'last'))).toBe(ids[2]);
    await expect(findRunDirectory(runs, 'notes')).rejects.toThrow(UsageError);
  });

  it('refuses a part of several ids, naming them', async () => {
    await makeRuns(...ids);
    await expect(findRunDirectory(runs, 'knn')).rejects.toThrow(
      new UsageError(`expected one run, "knn" fits 2: ${ids[0]}, ${ids[1]}`),
    );
  });

  it('refuses a name no run has, naming the newest', async () => {
    await makeRuns(...ids);
    await expect(findRunDirectory(runs, 'dddd')).rejects.toThrow(
      new UsageError(`expected a run in ${runs}, found none called "dddd"; the newest is ${ids[2]}`),
    );
  });

  it('says so where there are no runs', async () => {
    await expect(findRunDirectory(join(runs, 'none'), 'last')).rejects.toThrow(/there are no runs$/);
  });
});
