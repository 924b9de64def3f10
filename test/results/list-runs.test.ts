import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { renderRunsTable } from '../../src/report/runs-table.js';
import { plainPaint } from '../../src/results/display/paint.js';
import { listRuns } from '../../src/results/list-runs.js';
import { RECORDED_RUN } from '../ui/recorded-run.js';

let runs: string;
beforeEach(async () => {
  runs = await mkdtemp(join(tmpdir(), 'mls-runs-'));
});
afterEach(() => rm(runs, { recursive: true }));

async function keep(runId: string, text: string): Promise<void> {
  await mkdir(join(runs, runId));
  await writeFile(join(runs, runId, 'journal.ndjson'), text);
}

describe('the list of runs', () => {
  it('says of each what it was and how it ended, oldest first', async () => {
    const whole = await readFile(RECORDED_RUN, 'utf8');
    const killed = `${whole.split('\n').slice(0, -3).join('\n')}\n`;
    await keep('20261103-120000-knn-k3f9', whole);
    await keep('20261104-120000-knn-aaaa', killed);
    await keep('20261105-120000-knn-bbbb', `damaged${whole}`);
    await mkdir(join(runs, 'not-a-run'));
    const [first, second, third, ...others] = await listRuns(runs);
    expect(others).toEqual([]);
    expect(first).toMatchObject({
      suite: 'knn',
      startedAt: '2026-11-03T12:00:00Z',
      cells: 16,
      finishedCells: 16,
      verdict: 'ok',
      bytes: Buffer.byteLength(whole),
      damage: null,
    });
    expect(second).toMatchObject({ verdict: null, damage: null });
    expect(third).toMatchObject({ suite: null, verdict: null });
    expect(third?.damage).toMatch(/first line \(byte 0\) is damaged/);
  });

  it('is empty where there is no such place', async () => {
    expect(await listRuns(join(runs, 'nowhere'))).toEqual([]);
  });

  it.each([40, 80])('fits a window of %d columns and keeps run and verdict', async (width) => {
    await keep('20261103-120000-knn-k3f9', await readFile(RECORDED_RUN, 'utf8'));
    const text = renderRunsTable(await listRuns(runs), { width, paint: plainPaint });
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(width);
    expect(text).toMatch(/run .*verdict/);
    expect(text).toMatch(/20261103-120000-knn-k3f9 .*ok/);
  });
});
