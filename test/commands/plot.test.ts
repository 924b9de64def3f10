import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { breachesOfSchema, recordedRuns } from './recorded-runs.js';

describe('mls plot', () => {
  it('draws to a file, to stdout and into a document', async () => {
    const { mls, folder } = await recordedRuns();
    const written = await mls('plot', 'knn', '--kind', 'scaling', '--out', 'fig.svg');
    expect(written).toMatchObject({ stdout: '', stderr: 'Wrote fig.svg\n', exitCode: 0 });
    const svg = await readFile(join(folder, 'fig.svg'), 'utf8');
    expect(svg).toMatch(/^<svg role="img"/);
    expect((await mls('plot', 'knn', '--kind', 'scaling')).stdout).toBe(svg);
    const { stdout } = await mls('plot', 'knn', '--kind', 'scaling', '--json');
    expect(await breachesOfSchema('plot', stdout)).toEqual([]);
    expect(JSON.parse(stdout).svg).toBe(svg);
  });

  it('says what a run lacks to be drawn so, and what it can be drawn as', async () => {
    const { mls } = await recordedRuns();
    const { stdout, stderr, exitCode } = await mls('plot', 'knn', '--kind', 'elbow');
    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 });
    expect(stderr).toMatch(/expected rows of K-Means .* it can be drawn as latency, scaling, roofline\n$/);
    expect((await mls('plot', 'knn', '--kind', 'pie')).stderr).toMatch(/expected --kind to be one of elbow/);
    expect((await mls('plot', 'knn')).stderr).toMatch(/Missing required flag kind/);
  });
});
