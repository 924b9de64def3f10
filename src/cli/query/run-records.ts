import { basename, join } from 'node:path';
import type { Row } from '../../results/columns.js';
import { readJournal } from '../../results/journal-reader.js';
import { comparedRows, recordedRun, rowIds } from '../../results/recorded-run.js';
import { timeOfRun } from '../../results/run-time.js';

type Value = string | number | null;
/** A line of a table that can be asked. */
export type QueryRecord = Readonly<Record<string, Value>>;

export interface RunRecords {
  /** One for each cell with a row. */
  readonly runs: readonly QueryRecord[];
  /** One for each timed round. */
  readonly rounds: readonly QueryRecord[];
}

/** What a run's journal adds to the tables. @throws DataError when it cannot be read */
export async function recordsOf(directory: string): Promise<RunRecords> {
  const { started, events } = await readJournal(join(directory, 'journal.ndjson'));
  const run = recordedRun(started, events);
  const { runId, fingerprint, cells, suite } = started;
  const subjects = new Map(cells.map(({ id, subject }) => [id, subject]));
  // A folder may be a copy, or named anew.
  const folder = basename(directory);
  const ids = rowIds(run);
  const runs = comparedRows(run).map((row, at): QueryRecord => {
    const cellId = ids[at] ?? '';
    return {
      runId,
      folder,
      startedAt: timeOfRun(runId),
      host: fingerprint.host.name,
      cpu: fingerprint.host.cpu,
      mls: fingerprint.code.mls,
      commit: fingerprint.code.commit,
      cellId,
      subject: subjects.get(cellId) ?? null,
      ...scalars(row),
    };
  });
  const rounds = [...run.samples].flatMap(([cellId, samples]) =>
    samples.map(({ round, ms, parts, check, quality }): QueryRecord => {
      const { load, compile, compute, readback, read, wait } = parts;
      const times = {
        ...{ ms, loadMs: load, compileMs: compile, computeMs: compute, readbackMs: readback },
        ...{ readMs: read ?? null, waitMs: wait ?? null },
      };
      const who = { runId, folder, suite, cellId, subject: subjects.get(cellId) ?? null };
      return { ...who, round, ...times, check, ...quality };
    }),
  );
  return { runs, rounds };
}

/** Lists, such as ids of neighbours, as JSON. */
function scalars(row: Row): QueryRecord {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]): [string, Value] => [
      name,
      typeof value === 'object' && value !== null ? JSON.stringify(value) : value,
    ]),
  );
}
