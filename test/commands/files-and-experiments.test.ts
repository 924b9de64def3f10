import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeVectorFile } from '../../src/datasets/formats/vector-file.js';
import { experimentDocument } from '../../src/results/experiment/document.js';
import { readJournal } from '../../src/results/journal-reader.js';
import { findRunDirectory } from '../../src/results/run-directory.js';
import { sourceOf } from '../datasets/formats/workspace.js';

const RUN = fileURLToPath(new URL('../../bin/run.js', import.meta.url));
const TIMEOUT_MS = 120_000;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mls-files-'));
  /** Rows at i^2 on a line, queries between them. */
  const line = (n: number, at: (i: number) => number) =>
    sourceOf(
      n,
      1,
      Float32Array.from({ length: n }, (_, i) => at(i)),
    );
  await writeVectorFile(
    join(folder, 'base.npy'),
    line(60, (i) => i * i),
  );
  await writeVectorFile(
    join(folder, 'queries.fvecs'),
    line(3, (i) => 100 * i + 1),
  );
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function mls(...args: readonly string[]) {
  return execa(process.execPath, [RUN, ...args], {
    cwd: folder,
    env: { MLS_CACHE_DIR: join(folder, 'cache'), NO_COLOR: '1' },
    reject: false,
  });
}

const bench = (...args: readonly string[]) =>
  mls(
    'bench',
    'knn',
    '--backend',
    'ts',
    '--threads',
    '1',
    '--rounds',
    '1',
    '--json',
    '--ui',
    'none',
    ...args,
  );

describe('files on the command line', () => {
  it('are converted, answered, and their truth written and believed', { timeout: TIMEOUT_MS }, async () => {
    const converted = await mls('datasets', 'convert', 'base.npy', 'base.fbin', '--json');
    expect(JSON.parse(converted.stdout)).toMatchObject({ exitCode: 0, n: 60, d: 1, to: 'base.fbin' });

    const truth = await mls(
      'datasets',
      'truth',
      'base.fbin',
      'queries.fvecs',
      '--k',
      '2',
      '--out',
      'gt.ivecs',
    );
    expect(truth.stderr).toMatch(/^gt\.ivecs: 3 x 2, l2, of 60 rows$/m);
    const ids = new Int32Array(Uint8Array.from(await readFile(join(folder, 'gt.ivecs'))).buffer);
    // Row 1 lies on the first query, rows 10 and 14 beside the others.
    expect([...ids]).toEqual([2, 1, 0, 2, 10, 9, 2, 14, 15]);

    const files = ['--dataset', 'base.fbin', '--queries', 'queries.fvecs', '--truth', 'gt.ivecs'];
    const run = await bench(...files, '--k', '2', '--memory', '64');
    const { rows, exitCode } = JSON.parse(run.stdout);
    expect(exitCode, run.stderr).toBe(0);
    expect(rows).toMatchObject([{ dataset: 'base.fbin', n: 60, d: 1, queries: 3, check: 'pass', recall: 1 }]);

    const deeper = await bench(...files, '--k', '3');
    expect(deeper.exitCode).toBe(2);
    expect(JSON.parse(deeper.stdout).error.message).toMatch(
      /^expected k of at most 2, .*gt\.ivecs.*; got k = 3$/,
    );
  });

  it('are converted from JSON, which is too slow to search in', { timeout: TIMEOUT_MS }, async () => {
    await writeFile(join(folder, 'line.json'), '{"n": 3, "v": {"a": [0, 1], "b": [2, 3], "c": [4, 5]}}');
    const converted = await mls('datasets', 'convert', 'line.json#v', 'line.npy');
    expect(converted.stderr).toMatch(/^line\.npy: 3 x 2$/m);
    const line = await readFile(join(folder, 'line.npy'));
    expect([...new Float32Array(Uint8Array.from(line.subarray(128)).buffer)]).toEqual([0, 1, 2, 3, 4, 5]);

    const refused = await mls('datasets', 'convert', 'line.json', 'other.npy');
    expect(refused).toMatchObject({ exitCode: 1, stdout: '' });
    expect(refused.stderr).toMatch(
      /^mls: line\.json: .*entry 0 \("n"\), got the number 3\. .*: line\.json#NAME\.$/m,
    );
    const searched = await bench('--dataset', 'line.json#v');
    expect(searched.exitCode).toBe(2);
    expect(JSON.parse(searched.stdout).error.message).toContain(
      'Convert it first: mls datasets convert line.json#v line.npy',
    );
  });

  it('are refused in one line', async () => {
    const refused = async (...args: string[]) => (await mls(...args)).stderr;
    expect(await refused('datasets', 'convert', 'base.npy', './base.npy')).toMatch(
      /^mls: expected another file/,
    );
    expect(await refused('datasets', 'truth', 'base.npy', 'queries.fvecs', '--out', 'gt.npy')).toMatch(
      /^mls: expected --out to be an \.ivecs file/,
    );
    expect(await refused('datasets', 'pull', 'base.npy')).toMatch(
      /base\.npy is a file, which is not fetched$/,
    );
    const two = await bench('--dataset', 'base.npy', '--truth', 'gt.ivecs', '--metric', 'l2,dot');
    expect(two.exitCode).toBe(2);
    expect(two.stdout).toContain('expected one --metric, one --dataset and one --n beside --truth');
  });
});

describe('mls run', () => {
  const experiment = (ids: readonly number[], flags = '') => `
name: line
question: which rows are nearest?
source: nobody
suite: knn
quick: { dataset: base.npy, queries: queries.fvecs, k: 2, backend: ts, threads: 1, rounds: 1${flags} }
full: {}
expected:
  - { name: nearest, size: quick, origin: golden, where: { metric: l2 }, column: neighbours, value: [${ids}] }
`;

  it('holds what comes out against what was expected', { timeout: TIMEOUT_MS }, async () => {
    await writeFile(join(folder, 'line.yaml'), experiment([1, 0]));
    await writeFile(join(folder, 'wrong.yaml'), experiment([1, 2]));
    const right = await mls('run', 'line.yaml', '--json');
    const document = experimentDocument.parse(JSON.parse(right.stdout));
    expect(right.exitCode).toBe(0);
    expect(document.rows).toMatchObject([{ neighbours: [1, 0], status: 'ok' }]);
    expect(document.experiment.comparisons).toMatchObject([
      { verdict: 'PASS', backend: 'ts', measured: [1, 0] },
    ]);

    const wrong = await mls('run', 'wrong.yaml', '--ui', 'none');
    expect(wrong.exitCode).toBe(1);
    expect(wrong.stdout).toMatch(/nearest +golden +ts +1 2 +1 0 +FAIL +1 of 2; at place 2 0 instead of 2/);
  });

  it.each([
    ['distance', 'd: 2, pairs: 1'],
    ['kmeans', 'n: 50, d: 2, k: 2'],
    ['ann', 'n: 200, d: 4, queries: 2, k: 1, index: ivf, nlist: 4, nprobe: 1'],
  ])(
    'of the suite %s is what its journal says to type to go on',
    { timeout: TIMEOUT_MS },
    async (name, grid) => {
      const flags = `dataset: uniform, backend: ts, threads: 1, rounds: 1, ${grid}`;
      const right = { name: 'right', size: 'quick', origin: 'golden', where: {}, column: 'rounds', value: 1 };
      const small = {
        name,
        question: 'is it right?',
        source: 'nobody',
        suite: name,
        full: {},
        expected: [right],
      };
      await writeFile(
        join(folder, `${name}.yaml`),
        `${JSON.stringify(small).slice(0, -1)}, quick: { ${flags} } }`,
      );
      const ran = await mls('run', `${name}.yaml`, '--quick', '--out', name, '--ui', 'none');
      expect(ran.exitCode, ran.stderr).toBe(0);
      const directory = await findRunDirectory(join(folder, name), 'last');
      const { started } = await readJournal(join(directory, 'journal.ndjson'));
      expect(started.command).toBe(`mls run ${name}.yaml --quick --out ${name}`);
      const resumed = await mls('run', `${name}.yaml`, '--quick', '--out', name, '--resume', 'last');
      expect(resumed.exitCode, resumed.stderr).toBe(0);
    },
  );

  it('says what is wrong with a grid as its command does', async () => {
    await writeFile(join(folder, 'flag.yaml'), experiment([1, 0], ', metrik: l2'));
    const { stderr, exitCode } = await mls('run', 'flag.yaml');
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('got --metrik')]);
  });
});
