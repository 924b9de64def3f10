import { describe, expect, it } from 'vitest';
import { breachesOfSchema, recordedRuns } from './recorded-runs.js';

const SQL = "select backend, median(medianMs) as ms from runs where suite='knn' group by 1 order by 1";

describe('mls query', () => {
  it('answers as a table, as CSV and as one document', async () => {
    const { mls } = await recordedRuns();
    const table = await mls('query', SQL);
    expect({ stderr: table.stderr, exitCode: table.exitCode }).toEqual({ stderr: '', exitCode: 0 });
    expect(table.stdout).toMatch(/ native +0\.\d+\n ts +1\.\d+\n wasm +0\.\d+\n─+\n3 rows\n$/);
    expect((await mls('query', SQL, '--format', 'csv')).stdout).toMatch(/^backend,ms\nnative,0\.\d+\n/);
    const { stdout } = await mls('query', SQL, '--json');
    expect(await breachesOfSchema('query', stdout)).toEqual([]);
    expect(JSON.parse(stdout)).toMatchObject({ runs: 6, columns: ['backend', 'ms'] });
  });

  it('refuses what is no question', async () => {
    const { mls } = await recordedRuns();
    expect(await mls('query', 'what is fastest?')).toMatchObject({ exitCode: 2, stdout: '' });
    expect(await mls('query', SQL, '--format', 'xml')).toMatchObject({ exitCode: 2 });
  });
});
