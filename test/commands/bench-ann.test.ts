import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'csv-parse/sync';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { backend as usearch } from '../../src/backends/usearch/index.js';
import { ANN_COLUMNS } from '../../src/suites/ann/columns.js';

const RUN = fileURLToPath(new URL('../../bin/run.js', import.meta.url));
const SMALL = ['--dataset', 'clustered', '--n', '400', '--d', '8', '--queries', '12', '--rounds', '2'];
const QUIET = ['--threads', '1', '--ui', 'none'];
const graphs = (await usearch.probe()).state === 'available';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mls-bench-ann-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function mls(...args: string[]) {
  return execa(process.execPath, [RUN, ...args], {
    cwd: folder,
    env: { MLS_CACHE_DIR: join(folder, 'cache') },
    reject: false,
  });
}
const ann = (...args: string[]) => mls('bench', 'ann', ...SMALL, ...QUIET, ...args);

describe('mls bench ann', () => {
  it('prints one valid document, builds an index once, and lists it', async () => {
    const first = await ann('--backend', 'ts', '--index', 'ivf', '--nprobe', '1,20', '--json');
    const document = JSON.parse(first.stdout);
    expect(first.exitCode).toBe(0);
    const schema = await readFile(new URL('../../schemas/bench-ann.json', import.meta.url), 'utf8');
    const validate = new Ajv2020({ strict: false }).compile(JSON.parse(schema));
    expect(validate(document), JSON.stringify(validate.errors)).toBe(true);
    const [one, all] = document.rows;
    expect(all).toMatchObject({
      index: 'ivf',
      nlist: 20,
      nprobe: 20,
      status: 'ok',
      recall: 1,
      check: 'pass',
    });
    expect(all.paretoFront).toBe('yes');
    expect(one.recall).toBeLessThanOrEqual(1);
    expect(one.p50Ms).toBeLessThanOrEqual(one.p99Ms);

    const again = JSON.parse(
      (await ann('--backend', 'ts', '--index', 'ivf', '--nprobe', '20', '--json')).stdout,
    );
    expect(again.rows[0].buildMs).toBe(all.buildMs);

    const listed = JSON.parse((await mls('indexes', '--json')).stdout);
    expect(listed.indexes).toHaveLength(1);
    expect(listed.indexes[0]).toMatchObject({
      dataset: 'clustered',
      n: 400,
      backend: 'ts',
      build: { kind: 'ivf', nlist: 20 },
      bytes: all.indexBytes,
      buildMs: all.buildMs,
    });
    const table = (await mls('indexes')).stdout;
    expect(table).toContain('ivf, nlist 20');
    expect(table).toMatch(/^Indexes: .* in /m);
  });

  it.skipIf(!graphs)('draws recall against speed from rows that agree with the CSV', async () => {
    const { stdout, exitCode } = await ann('--backend', 'ts,usearch', '--nprobe', '1,2', '--ef', '10:40');
    expect(exitCode).toBe(0);
    expect(stdout).toContain('queries/s against recall (log, logit); filled: Pareto front');
    const [runs] = (await execa('ls', [join(folder, 'results/runs')])).stdout.split('\n').slice(-1);
    const csv = await readFile(join(folder, 'results/runs', runs ?? '', 'rows.csv'), 'utf8');
    const [heading, ...rows] = parse(csv) as string[][];
    expect(heading).toEqual(ANN_COLUMNS.map(({ name }) => name));
    const at = ANN_COLUMNS.findIndex(({ name }) => name === 'paretoFront');
    const onFront = rows.filter((row) => row[at] === 'yes').length;
    const table = stdout.split('\n\n')[0] ?? '';
    expect(table.match(/ yes /g)?.length ?? (table.includes('front yes') ? rows.length : 0)).toBe(onFront);
  });

  it.skipIf(!graphs)('says in a row what an index has no path for', async () => {
    const { stdout, exitCode } = await ann(
      '--backend',
      'ts,usearch',
      '--index',
      'hnsw',
      '--metric',
      'l1',
      '--ef',
      '16',
      '--json',
    );
    expect(exitCode).toBe(0);
    const reasons = JSON.parse(stdout).rows.map((row: { status: string; reason: string }) => [
      row.status,
      row.reason,
    ]);
    expect(reasons).toEqual([
      ['unavailable', 'its HNSW knows l2, cosine, dot, and no l1. Use --index ivf for l1.'],
      ['unavailable', 'it builds ivf, and no hnsw. Use --index ivf.'],
    ]);
  });

  it.each([
    [['--index', 'flat'], 'expected --index to be one of ivf, hnsw; got "flat"'],
    [['--nprobe', '21', '--backend', 'ts'], 'expected --nprobe of at most nlist = 20 for clustered; got 21'],
    [['--ef', '4', '--backend', 'ts'], 'expected --ef of at least k = 10'],
    [['--m', '0'], 'expected --m to be a whole number of at least 1; got "0"'],
  ])('refuses %j in one line', async (args, message) => {
    const { stderr, exitCode } = await ann(...args);
    expect(exitCode).toBe(2);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toContain(message);
  });

  it('is the only benchmark that usearch is offered to', async () => {
    const { stderr, exitCode } = await mls('bench', 'knn', ...SMALL, ...QUIET, '--backend', 'usearch');
    expect(exitCode).toBe(100);
    expect(stderr).toContain('usearch is unavailable: it has no path for');
  });
});
