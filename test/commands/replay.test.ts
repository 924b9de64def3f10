import { readFile, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { breachesOfSchema, recordedRuns } from './recorded-runs.js';

describe('mls replay', () => {
  it('tells a run again as lines in a pipe, then its table', async () => {
    const { mls } = await recordedRuns();
    const { stdout, stderr, exitCode } = await mls('replay', 'knn');
    expect(exitCode).toBe(0);
    expect(stderr).toMatch(/^knn \S+: 9 cells/);
    expect(stderr.match(/^\[\d\/9\] .*: ok, median/gm)).toHaveLength(9);
    expect(stderr).toMatch(/^finished: 9 of 9 cells done$/m);
    expect(stderr).not.toContain('\u001B');
    expect(stdout).toMatch(/^knn · gaussian/);
    expect(stdout).toBe((await mls('runs', 'show', 'knn')).stdout);
  });

  it('prints one document under --json', async () => {
    const { mls } = await recordedRuns();
    const { stdout, stderr } = await mls('replay', 'ann', '--json');
    expect(stderr).toBe('');
    expect(await breachesOfSchema('replay', stdout)).toEqual([]);
  });

  it('plays what a damaged journal still holds', async () => {
    const { mls, journal } = await recordedRuns();
    const lines = (await readFile(journal('knn'), 'utf8')).split('\n');
    await writeFile(journal('knn'), lines.with(3, '{"type":"round"}').slice(0, -4).join('\n'));
    const { stderr, exitCode } = await mls('replay', 'knn', '--ui', 'plain');
    expect(exitCode).toBe(0);
    expect(stderr).toMatch(/^mls: warning: .*line 4 of the journal/);
  });

  it.each(['fast', '0', '-1', 'x'])('refuses the speed "%s"', async (speed) => {
    const { mls } = await recordedRuns();
    const { stderr, exitCode } = await mls('replay', 'knn', `--speed=${speed}`);
    expect({ stderr, exitCode }).toEqual({
      stderr: `mls: expected --speed to be a factor such as 10x, or max; got "${speed}"\n`,
      exitCode: 2,
    });
  });
});
