import { UsageError } from '../../errors.js';
import { openDuckDB } from './open-duckdb.js';
import { type LoadedTables, loadRunTables } from './run-tables.js';

export type QueryValue = string | number | boolean | null;

export interface QueryAnswer {
  readonly columns: readonly string[];
  /** As long as `columns`. */
  readonly rows: readonly (readonly QueryValue[])[];
  readonly tables: LoadedTables;
}

/**
 * Answers a question in SQL over the tables `runs` and `rounds`.
 * @throws UnavailableError without DuckDB; UsageError when the question is none
 */
export async function queryRuns(
  sql: string,
  place: { readonly runs: string; readonly cache: string },
): Promise<QueryAnswer> {
  if (sql.trim() === '')
    throw new UsageError('expected a question in SQL, such as "select count(*) from runs"; got none');
  const { connection, close } = await openDuckDB();
  try {
    const tables = await loadRunTables(connection, place);
    const reader = await connection.runAndReadAll(sql).catch((cause: unknown) => {
      throw new UsageError(`expected SQL that DuckDB answers: ${reasonOf(cause)}`, { cause });
    });
    return {
      columns: reader.deduplicatedColumnNames(),
      rows: reader.getRowsJS().map((row) => row.map(plainValue)),
      tables,
    };
  } finally {
    close();
  }
}

/** What DuckDB says, in one line, without the picture of the place. */
function reasonOf(cause: unknown): string {
  const message = cause instanceof Error ? cause.message : String(cause);
  return message
    .split('\n')
    .filter((line) => line.trim() !== '' && !/^(LINE \d|\s*\^)/.test(line))
    .map((line) => line.trim())
    .join(' ');
}

function plainValue(value: unknown): QueryValue {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'bigint') return plainInteger(value);
  if (value instanceof Date) return value.toISOString();
  return (
    JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? plainInteger(inner) : inner)) ??
    null
  );
}

/** A number where that is exact, else its digits. */
function plainInteger(value: bigint): number | string {
  return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
}
