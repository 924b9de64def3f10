import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { damageText, readJournal } from './journal-reader.js';
import { recordedRun, unfinishedCells } from './recorded-run.js';
import { isFinished, recordedVerdict } from './recorded-verdict.js';
import { timeOfRun } from './run-time.js';

/** A run in a list of them. What a damaged journal does not tell is null. */
export interface ListedRun {
  readonly runId: string;
  readonly suite: string | null;
  /** In UTC. */
  readonly startedAt: string | null;
  readonly host: string | null;
  readonly commit: string | null;
  /** Cells of the plan, or of a search that has none, those that were measured. */
  readonly cells: number | null;
  readonly finishedCells: number | null;
  /** Null while it runs, or of a run that was killed. */
  readonly verdict: string | null;
  /** Of everything in its folder. */
  readonly bytes: number;
  /** What is wrong with its journal; null when nothing is. */
  readonly damage: string | null;
}

const AT_ONCE = 16;

/** Every folder with a journal among the runs, oldest first; none where there is no such place. */
export async function listRuns(runs: string): Promise<ListedRun[]> {
  const listed: ListedRun[] = [];
  const ids = await runIds(runs);
  for (let i = 0; i < ids.length; i += AT_ONCE) {
    const some = ids.slice(i, i + AT_ONCE).map((id) => listedRun(runs, id));
    listed.push(...(await Promise.all(some)).filter((run) => run !== null));
  }
  return listed;
}

/** Names of the folders that may be runs, oldest first. */
export async function runIds(runs: string): Promise<string[]> {
  const entries = await readdir(runs, { withFileTypes: true }).catch(() => []);
  return entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort();
}

async function listedRun(runs: string, runId: string): Promise<ListedRun | null> {
  const directory = join(runs, runId);
  const path = join(directory, 'journal.ndjson');
  if ((await stat(path).catch(() => null)) === null) return null;
  const known = { runId, startedAt: timeOfRun(runId), bytes: await folderBytes(directory) };
  try {
    const { started, events, damage } = await readJournal(path);
    const run = recordedRun(started, events);
    const cells = Math.max(started.cells.length, run.rows.size);
    return {
      ...known,
      suite: started.suite,
      host: started.fingerprint.host.name,
      commit: started.fingerprint.code.commit,
      cells,
      finishedCells: started.cells.length === 0 ? run.rows.size : cells - unfinishedCells(run).length,
      verdict: isFinished(events) ? recordedVerdict(events).verdict : null,
      damage: damage === undefined ? null : damageText(damage),
    };
  } catch (error) {
    const damage = error instanceof Error ? error.message : String(error);
    return {
      ...known,
      suite: null,
      host: null,
      commit: null,
      cells: null,
      finishedCells: null,
      verdict: null,
      damage,
    };
  }
}

/** Of all files below a folder. */
export async function folderBytes(directory: string): Promise<number> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const sizes = entries
    .filter((entry) => entry.isFile())
    // A file may be renamed while the folder is read.
    .map((entry) =>
      stat(join(entry.parentPath, entry.name)).then(
        ({ size }) => size,
        () => 0,
      ),
    );
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
