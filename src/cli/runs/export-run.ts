import { rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { DataError, UsageError } from '../../errors.js';
import { readJournal } from '../../results/journal-reader.js';
import { findRunDirectory } from '../../results/run-directory.js';

export interface ExportedRun {
  readonly runId: string;
  /** Absolute. */
  readonly file: string;
  readonly bytes: number;
}

/**
 * Packs a run's folder into a gzipped tar that unpacks to `RUN/`, without its owner's name in it.
 * @throws UsageError when the file cannot be meant; DataError when it cannot be written
 */
export async function exportRun(
  name: string,
  { runs, out, force }: { readonly runs: string; readonly out: string | undefined; readonly force: boolean },
): Promise<ExportedRun> {
  const directory = await findRunDirectory(runs, name === 'latest' ? 'last' : name);
  const runId = basename(directory);
  // What is not a run is not packed.
  await readJournal(`${directory}/journal.ndjson`);
  const file = resolve(out ?? `${runId}.tar.gz`);
  if (!/\.(tar\.gz|tgz)$/.test(file)) {
    throw new UsageError(`expected --out to end in .tar.gz or .tgz; got ${file}`);
  }
  if (!force && (await stat(file).catch(() => null)) !== null) {
    throw new UsageError(`${file} is there already: --force writes over it`);
  }
  const partial = `${file}.partial`;
  try {
    const { create } = await import('tar');
    await create({ gzip: true, portable: true, file: partial, cwd: dirname(directory) }, [runId]);
    await rename(partial, file);
  } catch (cause) {
    await rm(partial, { force: true });
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new DataError(`cannot write ${file}: ${reason}`, 'out', { cause });
  }
  return { runId, file, bytes: (await stat(file)).size };
}
