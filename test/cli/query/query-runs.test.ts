import {
  appendFile,
  copyFile,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDuckDB } from '../../../src/cli/query/open-duckdb.js';
import { answerText } from '../../../src/cli/query/print-answer.js';
import { queryRuns } from '../../../src/cli/query/query-runs.js';
import { journalOf, type RecordedSuite, recordedSuite, SUITES } from '../../report/recorded-suites.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mls-query-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function keep(suite: RecordedSuite, id: string = recordedSuite(suite).runId): Promise<void> {
  await mkdir(join(folder, 'runs', id), { recursive: true });
  await copyFile(journalOf(suite), join(folder, 'runs', id, 'journal.ndjson'));
}

function ask(sql: string) {
  return queryRuns(sql, { runs: join(folder, 'runs'), cache: join(folder, 'cache') });
}

describe('a question to all runs', () => {
  it('has a row for each cell of every suite, and each round', async () => {
    for (const suite of SUITES) await keep(suite);
    const { rows } = await ask('select suite, count(*) from runs group by 1');
    expect(new Map(rows as [string, number][])).toEqual(
      new Map(SUITES.map((suite) => [suite, recordedSuite(suite).rows.length])),
    );
    const knn = recordedSuite('knn');
    const rounds = knn.rows.flatMap((row) => knn.samplesOf(row));
    expect((await ask("select count(*), sum(ms) from rounds where suite = 'knn'")).rows[0]?.[0]).toBe(
      rounds.length,
    );
    const of = (
      await ask("select backend, n, medianMs, recall from runs where suite = 'knn' order by medianMs")
    ).rows;
    const expected = knn.rows.map((row) => [row.backend, row.n, row.medianMs, row.recall]);
    expect(of).toEqual(expected.sort((a, b) => Number(a[2]) - Number(b[2])));
  });

  it('answers the same from what it kept', async () => {
    for (const suite of SUITES) await keep(suite);
    const sql =
      'select runId, cellId, subject, startedAt, medianMs, p99Ms, rate from runs order by runId, cellId';
    const first = await ask(sql);
    const second = await ask(sql);
    expect(first.tables).toMatchObject({ runs: SUITES.length, read: SUITES.length });
    expect(second.tables).toMatchObject({ runs: SUITES.length, read: 0 });
    expect(second.rows).toEqual(first.rows);
  });

  it('reads again what changed, and forgets what is gone', async () => {
    await keep('knn');
    await keep('ann');
    const count = async () => (await ask('select count(*), count(distinct runId) from runs')).rows[0];
    expect(await count()).toEqual([20, 2]);
    await keep('knn', '20261122-000000-knn-copy');
    await rm(join(folder, 'runs', recordedSuite('ann').runId), { recursive: true });
    const { tables } = await ask('select 1');
    expect(tables).toMatchObject({ runs: 2, read: 1 });
    // The copy still says whose journal it is.
    expect(await count()).toEqual([18, 1]);
    await rm(join(folder, 'runs', '20261122-000000-knn-copy'), { recursive: true });
    expect(await count()).toEqual([9, 1]);
    const journal = join(folder, 'runs', recordedSuite('knn').runId, 'journal.ndjson');
    await writeFile(
      journal,
      (await readFile(journal, 'utf8')).replaceAll('"backend":"wasm"', '"backend":"wasn"'),
    );
    await utimes(journal, 1, 1);
    expect((await ask("select count(*) from runs where backend = 'wasn'")).rows).toEqual([[3]]);
  });

  it('answers several who ask at once, while runs are added', async () => {
    for (const suite of SUITES) await keep(suite);
    const answers = await Promise.all([0, 1, 2, 3].map(() => ask('select count(*) from runs')));
    const all = SUITES.reduce((sum, suite) => sum + recordedSuite(suite).rows.length, 0);
    expect(answers.map(({ rows }) => rows)).toEqual(answers.map(() => [[all]]));
    await keep('knn', '20261122-000000-knn-copy');
    const later = await Promise.all([0, 1, 2, 3].map(() => ask('select count(*) from runs')));
    expect(later.map(({ rows }) => rows)).toEqual(later.map(() => [[all + 9]]));
    expect((await ask('select count(*) from runs')).rows).toEqual([[all + 9]]);
  });

  it('answers where what it kept is damaged', async () => {
    await keep('knn');
    await ask('select 1');
    const [place = ''] = await readdir(join(folder, 'cache', 'queries'));
    const files = await readdir(join(folder, 'cache', 'queries', place));
    for (const name of files.filter((file) => file.endsWith('.parquet'))) {
      await writeFile(join(folder, 'cache', 'queries', place, name), 'damage');
    }
    expect((await ask('select count(*) from runs')).rows).toEqual([[9]]);
    expect((await ask('select count(*) from runs')).tables.read).toBe(0);
  });

  it('leaves out what cannot be read, says so, and keeps the rest', async () => {
    await keep('knn');
    await mkdir(join(folder, 'runs', 'broken'));
    await appendFile(join(folder, 'runs', 'broken', 'journal.ndjson'), 'damage\n');
    for (const read of [2, 1]) {
      const { rows, tables } = await ask('select count(*) from runs');
      expect(rows).toEqual([[9]]);
      expect(tables.read).toBe(read);
      expect(tables.unreadable).toEqual([expect.stringMatching(/^broken: .*first line/)]);
    }
  });

  it('has an answer where there are no runs, and where folders have odd names', async () => {
    expect((await ask("select count(*) from runs where suite = 'knn'")).rows).toEqual([[0]]);
    await keep('knn', "it's 20269999-999999-odd");
    expect((await ask('select count(*) from runs')).rows).toEqual([[9]]);
  });

  it('is refused in one line where it is none', async () => {
    await keep('knn');
    await expect(ask('select speed from runs')).rejects.toThrow(
      /^expected SQL that DuckDB answers: Binder Error: .*"speed"[^\n]*$/,
    );
    await expect(ask('')).rejects.toMatchObject({ exitCode: 2 });
  });

  it('is answered without DuckDB by what to install', async () => {
    const missing = Object.assign(new Error('Cannot find package'), { code: 'ERR_MODULE_NOT_FOUND' });
    await expect(openDuckDB(() => Promise.reject(missing))).rejects.toMatchObject({
      name: 'UnavailableError',
      message: expect.stringContaining('npm install @duckdb/node-api'),
      cause: missing,
    });
  });
});

describe('an answer', () => {
  const answer = {
    columns: ['a|b', 'n'],
    rows: [
      ['x,"y"', 1.23456789],
      [null, 7],
    ],
    tables: { runs: 1, read: 0, unreadable: [] },
  };

  it('is a table, CSV, JSON and Markdown', () => {
    expect(answerText(answer, 'table')).toMatch(/a\|b +n\n─+\n x,"y" +1\.23457\n – {2,}7\n─+\n2 rows\n$/);
    expect(answerText(answer, 'csv')).toBe('a|b,n\n"x,""y""",1.23456789\n,7\n');
    expect(JSON.parse(answerText(answer, 'json'))).toEqual([
      { 'a|b': 'x,"y"', n: 1.23456789 },
      { 'a|b': null, n: 7 },
    ]);
    expect(answerText(answer, 'md')).toBe('| a\\|b | n |\n| --- | ---: |\n| x,"y" | 1.23457 |\n| – | 7 |\n');
  });
});
