import { mkdir, open, readdir, readFile, rename, rm, rmdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { DataError, UsageError } from '../errors.js';
import type { Fingerprint } from './fingerprint.js';
import { hostKey } from './host-key.js';
import { type Journal, readJournal } from './journal-reader.js';
import type { OpenedRun } from './open-run.js';
import { recordedRun, unfinishedCells } from './recorded-run.js';

const SUFFIX = '.ndjson';

/** A run kept under a name: the one that later runs of its suite on its host are held against. */
export interface Baseline {
  readonly name: string;
  readonly path: string;
  readonly journal: Journal;
}

/**
 * Keeps a run's journal as the baseline of its suite and host, in the place of an earlier one.
 * @param folder that holds baselines by name
 * @throws UsageError for a name that is no file's, or a run that is not whole; DataError when it cannot be written
 */
export async function saveBaseline(folder: string, name: string, opened: OpenedRun): Promise<Baseline> {
  checkName(name);
  const { started } = opened.run;
  const unfinished = unfinishedCells(opened.run);
  if (unfinished.length > 0) {
    throw new UsageError(
      `expected a whole run to be a baseline; ${unfinished.length} of ${started.cells.length} cells of ${started.runId} ` +
        `are not finished. Go on with it: ${started.command} --resume ${started.runId}`,
    );
  }
  const path = join(resolve(folder), name, fileOf(started.suite, started.fingerprint));
  const text = await readFile(join(opened.directory, 'journal.ndjson'));
  await replaceFile(path, text);
  return { name, path, journal: opened.journal };
}

/**
 * The baseline of this name that a suite has on a host.
 * @throws UsageError when there is none, naming those that there are; DataError when it cannot be read
 */
export async function findBaseline(
  folder: string,
  name: string,
  suite: string,
  host: Fingerprint,
): Promise<Baseline> {
  checkName(name);
  const path = join(resolve(folder), name, fileOf(suite, host));
  const isThere = (await stat(path).catch(() => undefined)) !== undefined;
  if (isThere) return { name, path, journal: await readJournal(path) };
  const all = await listBaselines(folder);
  const others = all.filter((baseline) => baseline.name === name);
  const there =
    others.length > 0
      ? `"${name}" has ${[...new Set(others.map(told))].join(', ')}`
      : all.length > 0
        ? `there are ${[...new Set(all.map((baseline) => baseline.name))].join(', ')}`
        : `there is none in ${folder}`;
  throw new UsageError(
    `expected a baseline "${name}" of ${suite} on this host; ${there}. Measure one and keep it: mls baseline save ${name}`,
  );
}

/**
 * Every baseline, by name.
 * @param onDamage told of each that cannot be read, which is left out
 */
export async function listBaselines(
  folder: string,
  onDamage: (reason: string) => void = () => {},
): Promise<Baseline[]> {
  const root = resolve(folder);
  const names = await readdir(root, { withFileTypes: true }).catch(() => []);
  const folders = names.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort();
  const baselines: Baseline[] = [];
  for (const name of folders) {
    const files = (await readdir(join(root, name))).filter((file) => file.endsWith(SUFFIX)).sort();
    for (const file of files) {
      const path = join(root, name, file);
      const journal = await readJournal(path).catch((error: unknown) => {
        if (!(error instanceof DataError)) throw error;
        onDamage(error.message);
      });
      if (journal !== undefined) baselines.push({ name, path, journal });
    }
  }
  return baselines;
}

/**
 * Removes the baselines of a name, on every host; of one suite where it is named.
 * @throws UsageError when there is none
 */
export async function deleteBaseline(folder: string, name: string, suite?: string): Promise<Baseline[]> {
  checkName(name);
  const all = await listBaselines(folder);
  const own = all.filter(
    (baseline) => baseline.name === name && (suite === undefined || baseline.journal.started.suite === suite),
  );
  if (own.length === 0) {
    const names = [...new Set(all.map((baseline) => baseline.name))].join(', ') || 'none';
    const what = suite === undefined ? `"${name}"` : `"${name}" of ${suite}`;
    throw new UsageError(`expected a baseline of ${folder}; got ${what}, there are: ${names}`);
  }
  for (const { path } of own) await rm(path);
  // Only when it is empty: another suite, or a file that is not a baseline, keeps it.
  await rmdir(join(resolve(folder), name)).catch(() => {});
  return own;
}

/** A baseline as the run it is a copy of. */
export function runOfBaseline({ path, journal }: Baseline): OpenedRun {
  return { directory: path, journal, run: recordedRun(journal.started, journal.events) };
}

function fileOf(suite: string, host: Fingerprint): string {
  return `${suite}-${hostKey(host)}${SUFFIX}`;
}

function told({ journal: { started } }: Baseline): string {
  return `${started.suite} on ${started.fingerprint.host.name}`;
}

function checkName(name: string): void {
  if (/^[a-z0-9][\w.-]*$/i.test(name)) return;
  throw new UsageError(
    `expected a baseline's name of letters, digits, dots and dashes, such as main; got "${name}"`,
  );
}

/** Whole or not at all, and on the disk before it counts. */
async function replaceFile(path: string, content: Uint8Array): Promise<void> {
  const partial = `${path}.${process.pid}.partial`;
  try {
    await mkdir(join(path, '..'), { recursive: true });
    const file = await open(partial, 'w');
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(partial, path);
  } catch (cause) {
    await rm(partial, { force: true }).catch(() => {});
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new DataError(`cannot write ${path}: ${reason}. Name another place with --out DIR`, 'out', {
      cause,
    });
  }
}
