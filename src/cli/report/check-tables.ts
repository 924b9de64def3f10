import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { DataError, EXIT, MlsError, UsageError } from '../../errors.js';
import { openRun } from '../../results/open-run.js';
import { reportRun } from './report-run.js';
import { type ReportSource, sourceOf } from './source.js';

const checkedTable = z.strictObject({
  /** Relative to the folder. */
  file: z.string(),
  runId: z.string(),
  /** `unknown`: its run could not be read. */
  verdict: z.enum(['follows', 'differs', 'unknown']),
  /** The first line that differs, or why the run could not be read; null where it follows. */
  reason: z.string().nullable(),
});

/** What `mls report --check --json` prints. */
export const reportCheckDocument = z.strictObject({
  schemaVersion: z.literal(1),
  partial: z.literal(false),
  exitCode: z.int(),
  verdict: z.enum(['ok', 'differs']),
  tables: z.array(checkedTable),
  /** Files that name no run, and were not looked at. */
  others: z.array(z.string()),
});
type CheckedTables = z.infer<typeof reportCheckDocument>;

const LONGEST_QUOTE = 60;

/**
 * Makes every table of a folder again from the run that it names.
 * @throws UsageError when the folder has no table
 */
export async function checkTables(folder: string, runs: string): Promise<CheckedTables> {
  const tables: CheckedTables['tables'] = [];
  const others: string[] = [];
  for (const file of await filesIn(folder)) {
    const text = await readFile(join(folder, file), 'utf8');
    const source = sourceOf(text);
    if (source === undefined) others.push(file);
    else tables.push({ file, runId: source.runId, ...(await judged(text, source, runs)) });
  }
  if (tables.length === 0) {
    throw new UsageError(
      `expected tables made by mls report in ${folder}, found none: each begins with the command that made it`,
    );
  }
  const holds = tables.every(({ verdict }) => verdict === 'follows');
  return {
    schemaVersion: 1,
    partial: false,
    exitCode: holds ? EXIT.ok : EXIT.unexpected,
    verdict: holds ? 'ok' : 'differs',
    tables,
    others,
  };
}

export function printChecks({ tables, others }: CheckedTables): void {
  for (const { file, runId, verdict, reason } of tables) {
    const outcome = verdict === 'follows' ? `follows from ${runId}` : `${verdict}: ${reason}`;
    process.stdout.write(`${file}: ${outcome}\n`);
  }
  if (others.length > 0) process.stderr.write(`Not looked at, naming no run: ${others.join(', ')}\n`);
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((cause: unknown) => {
    throw new DataError(`expected a folder of tables at ${folder}; it cannot be read`, 'folder', { cause });
  });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(folder, '/').length))
    .sort();
}

async function judged(
  text: string,
  { runId, format, columns }: ReportSource,
  runs: string,
): Promise<Pick<CheckedTables['tables'][number], 'verdict' | 'reason'>> {
  try {
    const made = await reportRun(await openRun(runId, runs), { format, columns });
    return made === text
      ? { verdict: 'follows', reason: null }
      : { verdict: 'differs', reason: difference(text, made) };
  } catch (error) {
    if (!(error instanceof MlsError)) throw error;
    return { verdict: 'unknown', reason: error.message };
  }
}

/** `line 4 is "a", and the run gives "b"`. */
function difference(committed: string, made: string): string {
  const [before, after] = [committed, made].map((text) => text.split('\n'));
  const most = Math.max(before?.length ?? 0, after?.length ?? 0);
  const at =
    Array.from({ length: most }, (_, line) => line).find((line) => before?.[line] !== after?.[line]) ?? 0;
  const quote = (line: string | undefined) =>
    line === undefined ? 'missing' : `"${around(line, before?.[at], after?.[at])}"`;
  return `line ${at + 1} is ${quote(before?.[at])}, and the run gives ${quote(after?.[at])}`;
}

/** The part of a long line where two of them begin to differ. */
function around(line: string, one = '', other = ''): string {
  const same = [...one].findIndex((char, i) => char !== other[i]);
  const start = Math.max(0, (same < 0 ? Math.min(one.length, other.length) : same) - LONGEST_QUOTE / 3);
  const part = line.slice(start, start + LONGEST_QUOTE);
  return `${start > 0 ? '...' : ''}${part}${start + LONGEST_QUOTE < line.length ? '...' : ''}`;
}
