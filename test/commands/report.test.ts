import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SUITES } from '../report/recorded-suites.js';
import { breachesOfSchema, recordedRuns } from './recorded-runs.js';

describe('mls report', () => {
  it.each(SUITES)('makes the JSON of %s as it was, by its schema', async (suite) => {
    const { mls } = await recordedRuns();
    const { stdout, exitCode } = await mls('report', suite, '--format', 'json');
    expect(exitCode).toBe(0);
    expect(await breachesOfSchema('report', stdout)).toEqual([]);
    await expect(stdout).toMatchFileSnapshot(`../report/golden/publication/${suite}.json`);
  });

  it('prints a table that says what made it, and nothing else on stdout', async () => {
    const { mls } = await recordedRuns();
    const { stdout, stderr } = await mls(
      'report',
      'knn',
      '--columns',
      'backend,medianMs',
      '--format',
      'latex',
    );
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^% mls report \S+-knn-beef --format latex --columns backend,medianMs\n% Needs/);
    expect(stdout).toContain('\\begin{tabular}{lrr}');
  });

  it('writes a page that is whole', async () => {
    const { mls, folder } = await recordedRuns();
    const { stdout, stderr } = await mls('report', 'kmeans', '--format', 'html', '--out', 'page.html');
    expect({ stdout, stderr }).toEqual({ stdout: '', stderr: 'Wrote page.html\n' });
    const page = await readFile(join(folder, 'page.html'), 'utf8');
    expect(page).toMatch(/^<!doctype html>\n<!-- mls report .* --format html -->\n/);
    expect(page.match(/<svg /g)?.length).toBeGreaterThanOrEqual(2);
  });

  it.each([
    [['report'], /expected a run, such as latest, or --check/],
    [['report', 'nothing'], /found none called "nothing"/],
    [['report', 'knn', '--format', 'pdf'], /expected --format to be one of md, latex/],
    [['report', 'knn', '--columns', 'speed'], /expected --columns to name columns/],
    [['report', 'knn', '--columns', 'n', '--format', 'csv'], /csv has all columns/],
  ])('refuses %j in one line', async (args, reason) => {
    const { mls } = await recordedRuns();
    const { stdout, stderr, exitCode } = await mls(...args);
    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 });
    expect(stderr).toMatch(reason);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });
});

describe('mls report --check', () => {
  it('passes tables that follow from their runs, and fails those that do not', async () => {
    const { mls, folder, journal } = await recordedRuns();
    await mkdir(join(folder, 'tables', 'deep'), { recursive: true });
    for (const [suite, format] of [
      ['knn', 'md'],
      ['ann', 'latex'],
      ['distance', 'csv'],
      ['serving', 'html'],
    ] as const) {
      await mls('report', suite, '--format', format, '--out', `tables/deep/${suite}.${format}`);
    }
    await mls('report', 'knn', '--columns', 'backend,medianMs', '--out', 'tables/small.md');
    await writeFile(join(folder, 'tables', 'README.md'), 'Tables of our paper.\n');
    const good = await mls('report', '--check', 'tables', '--json');
    expect(good.exitCode).toBe(0);
    expect(await breachesOfSchema('report-check', good.stdout)).toEqual([]);
    expect(JSON.parse(good.stdout)).toMatchObject({ verdict: 'ok', others: ['README.md'] });
    expect(JSON.parse(good.stdout).tables).toHaveLength(5);

    const small = join(folder, 'tables', 'small.md');
    const text = await readFile(small, 'utf8');
    await writeFile(small, text.replace(/\*\*([\d.]+)\*\*/, '**1.234**'));
    const edited = await mls('report', '--check', 'tables');
    expect(edited.exitCode).toBe(1);
    expect(edited.stdout).toMatch(/small\.md: differs: line \d+ is ".*1\.234.*", and the run gives "/);
    expect(edited.stdout).toMatch(/deep\/knn\.md: follows/);

    await writeFile(small, text);
    await writeFile(
      journal('ann'),
      (await readFile(journal('ann'), 'utf8')).replaceAll('"recall":', '"recal":'),
    );
    const changed = await mls('report', '--check', 'tables');
    expect(changed.exitCode).toBe(1);
    expect(changed.stdout).toMatch(/ann\.latex: differs/);

    await writeFile(journal('distance'), '');
    const lost = await mls('report', '--check', 'tables');
    expect(lost.stdout).toMatch(/distance\.csv: unknown: expected .* to begin with the run's plan/);
  });

  it('fails where there is nothing to check', async () => {
    const { mls, folder } = await recordedRuns();
    await mkdir(join(folder, 'empty'));
    expect(await mls('report', '--check', 'empty')).toMatchObject({ exitCode: 2 });
    expect(await mls('report', '--check', 'nowhere')).toMatchObject({ exitCode: 1 });
    expect(await mls('report', 'knn', '--check', 'empty')).toMatchObject({ exitCode: 2 });
  });
});
