import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'csv-parse/sync';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DISTANCE_COLUMNS } from '../../src/suites/distance/columns.js';

const RUN = fileURLToPath(new URL('../../bin/run.js', import.meta.url));
const BREAK_TS = new URL('./fixtures/break-ts-distances.mjs', import.meta.url).href;
const SMALL = ['--backend', 'ts', '--pairs', '60', '--rounds', '2', '--threads', '2', '--ui', 'none'];

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mls-distance-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function mls(args: readonly string[], env: Record<string, string> = {}) {
  return execa(process.execPath, [RUN, 'bench', 'distance', ...SMALL, ...args], {
    cwd: folder,
    env,
    reject: false,
  });
}

describe('mls bench distance', () => {
  it('prints one valid document, right on every metric', async () => {
    const { stdout, exitCode } = await mls(['--d', '24', '--metric', 'all', '--json']);
    const document = JSON.parse(stdout);
    expect(exitCode).toBe(0);
    const schema = await readFile(new URL('../../schemas/bench-distance.json', import.meta.url), 'utf8');
    const validate = new Ajv2020({ strict: false }).compile(JSON.parse(schema));
    expect(validate(document), JSON.stringify(validate.errors)).toBe(true);
    expect(document.rows).toHaveLength(4);
    for (const row of document.rows) {
      expect(row).toMatchObject({ shape: 'rows', pairs: 60, d: 24, status: 'ok', check: 'pass', rounds: 2 });
      expect(row.maxRelativeError).toBeLessThan(1e-6);
    }
  });

  it('writes the same columns as CSV, and below a table the chart against D', async () => {
    const csv = await mls(['--d', '3', '--format', 'csv', '--shape', 'one-to-many']);
    const [heading] = parse(csv.stdout) as string[][];
    expect(heading).toEqual(DISTANCE_COLUMNS.map(({ name }) => name));
    const table = await mls(['--d', '3,24']);
    expect(table.stdout).toContain('median against D (log-log)');
    expect(table.stdout).not.toContain('overtakes');
  });

  it('exits with 98 when one distance is wrong', async () => {
    const { stdout, exitCode } = await mls(['--d', '24', '--json'], {
      NODE_OPTIONS: `--import ${BREAK_TS}`,
    });
    expect(exitCode).toBe(98);
    const { rows, verdict } = JSON.parse(stdout);
    expect(verdict).toBe('wrong');
    expect(rows[0]).toMatchObject({ status: 'wrong', check: 'fail' });
    expect(rows[0].reason).toMatch(/^distance 59 is /);
    expect(rows[0].maxRelativeError).toBeCloseTo(0.01, 6);
  });
});
