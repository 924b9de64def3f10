import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { z } from 'zod';
import { MlsError } from '../../errors.js';
import { runIds } from '../../results/list-runs.js';
import { columnTypes } from './column-types.js';
import { type QueryRecord, recordsOf } from './run-records.js';

/** Changes when the tables do. */
const TABLES_VERSION = 1;
const TABLES = ['runs', 'rounds'] as const;
type Table = (typeof TABLES)[number];
const AT_ONCE = 16;

/** What the tables are of nothing: questions of an empty place have an answer. */
const LEAST: Readonly<Record<Table, string>> = {
  runs: 'runId VARCHAR, folder VARCHAR, startedAt TIMESTAMP, host VARCHAR, cpu VARCHAR, mls VARCHAR, "commit" VARCHAR, cellId VARCHAR, subject VARCHAR, suite VARCHAR, backend VARCHAR, status VARCHAR, medianMs DOUBLE',
  rounds:
    'runId VARCHAR, folder VARCHAR, suite VARCHAR, cellId VARCHAR, subject VARCHAR, round BIGINT, ms DOUBLE',
};

const kept = z.object({
  version: z.literal(TABLES_VERSION),
  /** Size and time of each journal when it was read. */
  journals: z.record(z.string(), z.string()),
  files: z.object({ runs: z.string(), rounds: z.string() }),
});
type Kept = z.infer<typeof kept>;

export interface LoadedTables {
  readonly runs: number;
  /** Of those, how many journals were read anew. */
  readonly read: number;
  /** Journals that could not be read, with why. */
  readonly unreadable: readonly string[];
}

/**
 * Makes the tables `runs` and `rounds` in a database. What journals say is kept as Parquet in `cache`; only those that
 * changed since are read again.
 */
export async function loadRunTables(
  connection: DuckDBConnection,
  { runs, cache }: { readonly runs: string; readonly cache: string },
): Promise<LoadedTables> {
  const folder = join(
    cache,
    'queries',
    createHash('sha256').update(resolve(runs)).digest('hex').slice(0, 16),
  );
  const journals = await journalsIn(runs);
  const before = await keptTables(folder);
  try {
    return await makeTables(connection, { runs, folder, journals, before });
  } catch (error) {
    if (before === undefined) throw error;
    // What was kept was replaced by another process meanwhile, or is damaged: journals say it all.
    return makeTables(connection, { runs, folder, journals, before: undefined });
  }
}

interface Making {
  readonly runs: string;
  readonly folder: string;
  readonly journals: Readonly<Record<string, string>>;
  readonly before: Kept | undefined;
}

async function makeTables(
  connection: DuckDBConnection,
  { runs, folder, journals, before }: Making,
): Promise<LoadedTables> {
  const ids = Object.keys(journals);
  const changed = ids.filter((id) => before?.journals[id] !== journals[id]);
  const same = new Set(ids.filter((id) => before?.journals[id] === journals[id]));
  const gone = Object.keys(before?.journals ?? {}).filter((id) => !same.has(id));
  const { records, unreadable } = await readRuns(runs, changed);
  for (const table of TABLES) {
    await makeTable(connection, table, { folder, before, gone, added: records[table] });
  }
  if (changed.length + gone.length > unreadable.size) {
    // What could not be read is tried again, as long as it is there.
    const readable = Object.fromEntries(Object.entries(journals).filter(([id]) => !unreadable.has(id)));
    // A question is answered even where nothing can be kept.
    await keep(connection, folder, readable).catch(() => undefined);
  }
  return {
    runs: ids.length,
    read: changed.length,
    unreadable: [...unreadable].map(([id, reason]) => `${id}: ${reason}`),
  };
}

/** Size and time of every journal, by run. */
async function journalsIn(runs: string): Promise<Record<string, string>> {
  const journals: Record<string, string> = {};
  const found = await Promise.all(
    (await runIds(runs)).map(async (id) => ({
      id,
      file: await stat(join(runs, id, 'journal.ndjson')).catch(() => null),
    })),
  );
  for (const { id, file } of found) if (file !== null) journals[id] = `${file.size}:${file.mtimeMs}`;
  return journals;
}

async function readRuns(
  runs: string,
  ids: readonly string[],
): Promise<{ records: Record<Table, QueryRecord[]>; unreadable: Map<string, string> }> {
  const records: Record<Table, QueryRecord[]> = { runs: [], rounds: [] };
  const unreadable = new Map<string, string>();
  for (let i = 0; i < ids.length; i += AT_ONCE) {
    const some = ids.slice(i, i + AT_ONCE).map((id) =>
      recordsOf(join(runs, id)).catch((error: unknown) => {
        if (!(error instanceof MlsError)) throw error;
        unreadable.set(id, error.message);
        return { runs: [], rounds: [] };
      }),
    );
    for (const own of await Promise.all(some)) for (const table of TABLES) records[table].push(...own[table]);
  }
  return { records, unreadable };
}

async function keptTables(folder: string): Promise<Kept | undefined> {
  const text = await readFile(join(folder, 'kept.json'), 'utf8').catch(() => '');
  try {
    return kept.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

interface Parts {
  readonly folder: string;
  readonly before: Kept | undefined;
  /** Runs of which what was kept is no longer so. */
  readonly gone: readonly string[];
  readonly added: readonly QueryRecord[];
}

async function makeTable(
  connection: DuckDBConnection,
  table: Table,
  { folder, before, gone, added }: Parts,
): Promise<void> {
  const parts = [];
  if (before !== undefined) {
    const but = gone.length === 0 ? '' : ` where folder not in (${gone.map(quoted).join(', ')})`;
    parts.push(`select * from read_parquet(${quoted(join(folder, before.files[table]))})${but}`);
  }
  let file: string | undefined;
  if (added.length > 0) {
    await mkdir(folder, { recursive: true });
    file = join(folder, `${table}-${randomBytes(6).toString('hex')}.ndjson`);
    await writeFile(file, added.map((record) => `${JSON.stringify(record)}\n`).join(''));
    const types = [...columnTypes(added)].map(([name, type]) => `${quoted(name)}: '${type}'`);
    parts.push(
      `select * from read_json(${quoted(file)}, format = 'newline_delimited', columns = {${types.join(', ')}})`,
    );
  }
  try {
    await connection.run(
      parts.length === 0
        ? `create or replace table ${table} (${LEAST[table]})`
        : `create or replace table ${table} as ${parts.join(' union all by name ')}`,
    );
  } finally {
    if (file !== undefined) await rm(file, { force: true });
  }
}

/** Files have names of their own, so that whoever reads those kept before reads them whole. */
async function keep(
  connection: DuckDBConnection,
  folder: string,
  journals: Record<string, string>,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const mark = randomBytes(6).toString('hex');
  const files = { runs: `runs-${mark}.parquet`, rounds: `rounds-${mark}.parquet` };
  for (const table of TABLES) {
    await connection.run(`copy ${table} to ${quoted(join(folder, files[table]))} (format parquet)`);
  }
  const partial = join(folder, `kept-${mark}.partial`);
  await writeFile(partial, JSON.stringify({ version: TABLES_VERSION, journals, files } satisfies Kept));
  await rename(partial, join(folder, 'kept.json'));
  const old = (await readdir(folder)).filter((name) => name.endsWith('.parquet') && !name.includes(mark));
  for (const name of old) await rm(join(folder, name), { force: true });
}

/** A text as SQL writes it. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
