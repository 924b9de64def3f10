import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'csv-parse/sync';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KNN_COLUMNS } from '../../src/suites/knn/columns.js';
import { Terminal } from '../pty/terminal.js';

const RUN = fileURLToPath(new URL('../../bin/run.js', import.meta.url));
const BREAK_TS = pathToFileURL(fileURLToPath(new URL('./fixtures/break-ts.mjs', import.meta.url))).href;
const SMALL = [
  '--dataset',
  'clustered',
  '--n',
  '500',
  '--d',
  '24',
  '--queries',
  '7',
  '--k',
  '5',
  '--rounds',
  '3',
];

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mls-bench-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function environment(): Record<string, string> {
  return { MLS_CACHE_DIR: join(folder, 'cache') };
}

function mls(args: readonly string[], env: Record<string, string> = {}) {
  return execa(process.execPath, [RUN, 'bench', 'knn', ...args], {
    cwd: folder,
    env: { ...environment(), ...env },
    reject: false,
  });
}

async function schema() {
  const path = new URL('../../schemas/bench-knn.json', import.meta.url);
  return new Ajv2020({ strict: false }).compile(JSON.parse(await readFile(path, 'utf8')));
}

describe('mls bench knn', () => {
  it('prints one valid document: three backends right on every metric', async () => {
    const args = [...SMALL, '--backend', 'ts,tfjs,gpujs', '--metric', 'all', '--json', '--ui', 'none'];
    const { stdout, stderr, exitCode } = await mls(args);
    const document = JSON.parse(stdout);
    expect(stderr.replace(/^warning: the host is busy.*$/m, '')).toBe('');
    expect(exitCode).toBe(0);
    const validate = await schema();
    expect(validate(document), JSON.stringify(validate.errors)).toBe(true);
    expect(document).toMatchObject({ schemaVersion: 1, partial: false, exitCode: 0, verdict: 'ok' });
    const seen = document.rows.map((row: Record<string, unknown>) => [
      row.metric,
      row.backend,
      row.status,
      row.recall,
    ]);
    const metrics = ['l2', 'cosine', 'dot', 'l1'];
    const backends = ['ts', 'tfjs', 'gpujs'];
    expect(seen).toEqual(metrics.flatMap((metric) => backends.map((backend) => [metric, backend, 'ok', 1])));
  });

  it('says wrong and exits with 98 when a backend is broken, and the others keep their rows', async () => {
    const { stdout, exitCode } = await mls([...SMALL, '--backend', 'ts,tfjs', '--json'], {
      NODE_OPTIONS: `--import ${BREAK_TS}`,
    });
    const document = JSON.parse(stdout);
    expect(exitCode).toBe(98);
    expect(document).toMatchObject({ exitCode: 98, verdict: 'wrong' });
    expect(document.rows[0]).toMatchObject({ backend: 'ts', status: 'wrong', check: 'fail', speedup: null });
    expect(document.rows[0].reason).toMatch(/^query \d+: /);
    expect(document.rows[1]).toMatchObject({ backend: 'tfjs', status: 'ok', check: 'pass', recall: 1 });
  });

  it('writes nothing but CSV to a file, with the columns of the contract, and no escape anywhere', async () => {
    const { stdout, stderr, exitCode } = await mls([...SMALL, '--backend', 'ts,null', '--format', 'csv']);
    expect(exitCode).toBe(0);
    const [head, ...rows]: string[][] = parse(stdout);
    expect(head).toEqual(KNN_COLUMNS.map(({ name }) => name));
    expect(rows.map((row) => row[1])).toEqual(['ts', 'null']);
    expect(stdout + stderr).not.toContain('\u001b');
  });

  it('keeps journal, CSV, Markdown and document in the folder it names', async () => {
    const { stderr } = await mls([...SMALL, '--backend', 'null', '--out', 'kept']);
    const [run] = await readdir(join(folder, 'kept'));
    expect(stderr).toContain(`kept/${run}`);
    const files = await readdir(join(folder, 'kept', String(run)));
    expect(files.sort()).toEqual(['journal.ndjson', 'report.md', 'rows.csv', 'run.json']);
  });

  const mistakes: [string, string[], RegExp][] = [
    ['a metric', ['--metric', 'l3'], /^mls: expected --metric .*got "l3" - did you mean l2\?$/],
    ['a backend', ['--backend', 'tjfs'], /^mls: expected --backend .*got "tjfs" - did you mean tfjs\?$/],
    ['a dataset', ['--dataset', 'gausian'], /^mls: expected .*got "gausian" - did you mean gaussian\?$/],
    ['a flag', ['--metrc', 'l2'], /^mls: expected a flag .*got --metrc - did you mean --metric\?$/],
    ['k = 0', ['--k', '0'], /^mls: expected --k .*at least 1; got "0"$/],
    ['n = 0', ['--n', '0'], /^mls: expected --n .*at least 1; got "0"$/],
    [
      'k > n',
      ['--dataset', 'gaussian', '--n', '5', '--k', '6'],
      /^mls: expected k of at most N = 5 .*got k = 6$/,
    ],
    ['a dimension the file has not', ['--d', '100'], /^mls: expected --d to be 784.*got 100$/],
    ['the oracle', ['--backend', 'reference'], /^mls: reference is the oracle/],
  ];
  it.each(mistakes)('answers a mistake in %s in one line and exits with 2', async (_, args, line) => {
    const { stdout, stderr, exitCode } = await mls(args);
    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 });
    expect(stderr).toMatch(line);
  });

  it('exits with 100 and the remedy when a backend that was named cannot run', async () => {
    const { stderr, exitCode } = await mls([...SMALL, '--backend', 'tfjs', '--engine', 'cuda'], {
      MLS_ENGINES_DIR: join(folder, 'no-engines'),
    });
    expect(exitCode).toBe(100);
    expect(stderr).toMatch(/^mls: tfjs is unavailable: .*mls backends setup tfjs-cuda$/);
  });

  it('keeps what it has at Ctrl-C, says how to resume, and ends with the same cells when it does', async () => {
    const args = [...SMALL.slice(0, -1), '300', '--backend', 'ts,null', '--out', 'stopped'];
    const terminal = new Terminal(
      [RUN, 'bench', 'knn', ...args.map((arg) => (arg === 'stopped' ? join(folder, arg) : arg))],
      {
        columns: 120,
        rows: 30,
        env: environment(),
      },
    );
    await terminal.shows(/round [3-9]/);
    terminal.type('\u0003');
    const { exitCode, screen } = await terminal.finished();
    expect(exitCode).toBe(130);
    expect(screen.join('\n')).toMatch(/PARTIAL.*mls bench knn .*--resume/);
    const resumed = await mls(['--out', 'stopped', '--resume', 'last', '--json']);
    expect(resumed.exitCode).toBe(0);
    const document = JSON.parse(resumed.stdout);
    expect(document.partial).toBe(false);
    const rounds = document.rows.map((row: Record<string, unknown>) => [row.backend, row.status, row.rounds]);
    expect(rounds).toEqual([
      ['ts', 'ok', 300],
      ['null', 'ok', 300],
    ]);
  });
});
