import { randomBytes } from 'node:crypto';
import { mkdir, readdir, stat, statfs } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { DataError, UsageError } from '../errors.js';

export const DEFAULT_RUNS = join('results', 'runs');
/** What a long run's journal and tables may need. */
const LEAST_FREE_BYTES = 16 * 2 ** 20;

/** Sortable by time, short enough to type the end of. */
export function newRunId(suite: string, at: Date): string {
  const stamp = at.toISOString().replace(/[-:]/g, '').replace('T', '-').slice(0, 15);
  return `${stamp}-${suite}-${randomBytes(2).toString('hex')}`;
}

/**
 * Makes a run's directory, which is nobody else's.
 * @throws DataError when it cannot be written or the disk is full
 */
export async function makeRunDirectory(runs: string, runId: string): Promise<string> {
  const directory = join(resolve(runs), runId);
  try {
    await makeOwnDirectory(directory);
    const { bavail, bsize } = await statfs(directory);
    if (bavail * bsize < LEAST_FREE_BYTES) throw new Error('the disk is full');
    return directory;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new DataError(
      `cannot write results to ${directory}: ${reason}. Name another place with --out DIR`,
      'out',
      {
        cause,
      },
    );
  }
}

/** Makes a folder that must not be there: of two runs with one id, one would write into the journal of the other. */
async function makeOwnDirectory(directory: string): Promise<void> {
  try {
    await mkdir(directory);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code !== 'ENOENT') throw error;
    const parent = dirname(directory);
    // Where it is there by now, a run beside this one made it.
    if (!(await exists(parent))) await makeDirectory(parent);
    await mkdir(directory);
  }
}

/** As `mkdir -p`. Node's own recursive mkdir never returns on a file system that cannot hold the folder, such as /proc. */
async function makeDirectory(directory: string): Promise<void> {
  try {
    await mkdir(directory);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EEXIST' && (await stat(directory)).isDirectory()) return;
    const parent = dirname(directory);
    if (code !== 'ENOENT' || parent === directory || (await exists(parent))) throw error;
    await makeDirectory(parent);
    await mkdir(directory);
  }
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined;
}

/**
 * The directory of an earlier run: a path, its id, an unambiguous part of its id, or `last`.
 * @throws UsageError
 */
export async function findRunDirectory(runs: string, name: string): Promise<string> {
  if (await exists(join(name, 'journal.ndjson'))) return resolve(name);
  const entries = await readdir(runs, { withFileTypes: true }).catch(() => []);
  const ids = entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort();
  const found =
    name === 'last' ? ids.slice(-1) : ids.includes(name) ? [name] : ids.filter((id) => id.includes(name));
  const [only, ...others] = found;
  if (only !== undefined && others.length === 0) return join(resolve(runs), only);
  if (only === undefined) {
    const there = ids.length === 0 ? 'there are no runs' : `the newest is ${ids.at(-1)}`;
    throw new UsageError(`expected a run in ${runs}, found none called "${name}"; ${there}`);
  }
  throw new UsageError(`expected one run, "${name}" fits ${found.length}: ${found.slice(0, 4).join(', ')}`);
}
