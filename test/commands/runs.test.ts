import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { extract } from 'tar';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockJournal } from '../../src/results/journal-lock.js';
import { recordedSuite, SUITES } from '../report/recorded-suites.js';
import { RECORDED_RUN } from '../ui/recorded-run.js';
import { breachesOfSchema, recordedRuns } from './recorded-runs.js';

const RUN = fileURLToPath(new URL('../../bin/run.js', import.meta.url));
const ID = '20261103-120000-knn-k3f9';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mls-runs-'));
  await mkdir(join(folder, 'runs', ID), { recursive: true });
  await copyFile(RECORDED_RUN, journal());
});
afterEach(() => rm(folder, { recursive: true }));

function journal(): string {
  return join(folder, 'runs', ID, 'journal.ndjson');
}

function mls(...args: string[]) {
  return execa(process.execPath, [RUN, 'runs', ...args, '--runs', join(folder, 'runs')], {
    env: { NO_COLOR: '1' },
    cwd: folder,
    reject: false,
    stdin: 'ignore',
  });
}

describe('mls runs', () => {
  it('lists runs, for people and for programs', async () => {
    const [table, json] = await Promise.all([mls('list'), mls('list', '--json')]);
    expect({ stderr: table.stderr, exitCode: table.exitCode }).toEqual({ stderr: '', exitCode: 0 });
    expect(table.stdout).toMatch(/20261103-120000-knn-k3f9 +knn +2026-11-03 12:00 +\S+ +16 +ok/);
    expect(JSON.parse(json.stdout)).toMatchObject({ schemaVersion: 1, runs: [{ runId: ID, cells: 16 }] });
  });

  it('says so where there is none', async () => {
    await rm(join(folder, 'runs'), { recursive: true });
    expect((await mls('list')).stdout).toMatch(/^No runs in .*: mls bench knn makes one\.$/);
  });

  it('shows the table of a run again', async () => {
    const { stdout, stderr, exitCode } = await mls('show', 'latest');
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^knn · gaussian · /);
    expect(stdout).toContain('gpujs unavailable: no OpenGL context');
    expect(stderr).toContain(`runs/${ID}`);
  });

  it('shows it as CSV, as its events and as its document', async () => {
    const [csv, events, json] = await Promise.all([
      mls('show', 'k3f9', '--format', 'csv'),
      mls('show', 'k3f9', '--format', 'ndjson'),
      mls('show', 'k3f9', '--json'),
    ]);
    expect(csv.stdout.split('\n')).toHaveLength(17);
    expect(`${events.stdout}\n`).toBe(await readFile(RECORDED_RUN, 'utf8'));
    expect(JSON.parse(json.stdout)).toMatchObject({ runId: ID, verdict: 'ok', partial: false });
  });

  it('salvages a damaged journal and says where it is damaged', async () => {
    const lines = (await readFile(journal(), 'utf8')).split('\n');
    const byte = Buffer.byteLength(`${lines.slice(0, 5).join('\n')}\n`);
    lines[5] = 'damage';
    await writeFile(journal(), lines.join('\n'));
    const { stdout, stderr, exitCode } = await mls('show', 'latest');
    expect(exitCode).toBe(0);
    expect(stdout).toContain('knn · gaussian');
    expect(stderr).toContain(`line 6 of the journal (at byte ${byte}) is damaged`);
  });

  it('deletes only what it may', async () => {
    const asked = await mls('delete', 'latest');
    expect(asked).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('--yes') });
    await mkdir(join(folder, 'runs', 'precious'));
    const other = await mls('delete', 'precious', '--yes');
    expect(other).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('no journal.ndjson') });
    const one = await mls('delete', 'k3f9', ID, 'nowhere', '--yes');
    expect(one).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('"nowhere"') });
    expect(await readdir(join(folder, 'runs'))).toEqual([ID, 'precious']);
    const release = lockJournal(journal());
    const written = await mls('delete', 'k3f9', '--yes');
    expect(written).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('is being written') });
    release();
    const done = await mls('delete', 'k3f9', '--yes', '--json');
    expect(JSON.parse(done.stdout)).toMatchObject({ exitCode: 0, deleted: [ID] });
    expect(await readdir(join(folder, 'runs'))).toEqual(['precious']);
  });

  it('exports a run to a file from which it is read again', async () => {
    const file = join(folder, 'run.tar.gz');
    const { stdout, exitCode } = await mls('export', 'k3f9', '--out', file);
    expect({ stdout, exitCode }).toMatchObject({ exitCode: 0, stdout: expect.stringContaining(file) });
    expect(await mls('export', 'k3f9', '--out', file)).toMatchObject({ exitCode: 2 });
    expect(await mls('export', 'k3f9', '--out', join(folder, 'run.zip'))).toMatchObject({ exitCode: 2 });
    await extract({ file, cwd: folder });
    const shown = await mls('show', join(folder, ID), '--format', 'ndjson');
    expect(`${shown.stdout}\n`).toBe(await readFile(RECORDED_RUN, 'utf8'));
  });
});

describe('mls runs, of every suite,', () => {
  it.each(SUITES)('shows %s as a table and as a document by its schema', async (suite) => {
    const recorded = await recordedRuns();
    const [table, json] = await Promise.all([
      recorded.mls('runs', 'show', suite),
      recorded.mls('runs', 'show', suite, '--json'),
    ]);
    expect(table.exitCode).toBe(0);
    expect(table.stdout.split('\n')[0]).toMatch(new RegExp(`^${suite} · `));
    expect(table.stderr).toContain(recordedSuite(suite).runId);
    expect(await breachesOfSchema('runs-show', json.stdout)).toEqual([]);
    expect(JSON.parse(json.stdout).rows).toHaveLength(recordedSuite(suite).rows.length);
  });

  it('prints documents by their schemas', async () => {
    const recorded = await recordedRuns();
    for (const [schema, ...args] of [
      ['runs', 'list'],
      ['runs-export', 'export', 'knn'],
      ['runs-delete', 'delete', 'knn', 'ann', '--yes'],
    ] as const) {
      const { stdout } = await recorded.mls('runs', ...args, '--json');
      expect(await breachesOfSchema(schema, stdout), schema).toEqual([]);
    }
  });

  it('shows a run that was killed as far as it came, as interrupted', async () => {
    const recorded = await recordedRuns();
    for (const suite of ['knn', 'load', 'serving'] as const) {
      const text = await readFile(recorded.journal(suite), 'utf8');
      await writeFile(
        recorded.journal(suite),
        text.slice(0, text.lastIndexOf('{"type":"run-finished"') - 10),
      );
      const [table, json] = await Promise.all([
        recorded.mls('runs', 'show', suite),
        recorded.mls('runs', 'show', suite, '--json'),
      ]);
      expect(table.exitCode).toBe(0);
      expect(table.stderr).toContain('PARTIAL');
      expect(JSON.parse(json.stdout)).toMatchObject({ verdict: 'interrupted', partial: true });
    }
  });
});
