import { readFile } from 'node:fs/promises';
import { DataError } from '../errors.js';
import type { RunEvent, RunStarted } from './events.js';

/** The one that this mls writes. What it adds to a version may be absent in older journals of it. */
const JOURNAL_VERSION = 1;
const LINE_FEED = 0x0a;

/** What events of these types must have for rows and rounds to be made from them. */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  'run-started': ['schemaVersion'],
  'cell-opened': ['cellId', 'opened'],
  round: ['cellId', 'sample'],
  'cell-finished': ['cellId', 'status', 'row'],
};

export interface Journal {
  readonly started: RunStarted;
  readonly events: readonly RunEvent[];
  /** The first line that is not an event; those around it are kept. A torn last line is no damage: the run was killed. */
  readonly damage?: JournalDamage;
}

export interface JournalDamage {
  /** Counted from 1. */
  readonly line: number;
  /** Where that line begins in the file. */
  readonly byte: number;
  readonly reason: string;
  /** Lines left out in all. */
  readonly lines: number;
}

/** What a user is told of it. */
export function damageText({ line, byte, reason, lines }: JournalDamage): string {
  const others = lines === 1 ? '' : `, and so ${lines === 2 ? 'is one more' : `are ${lines - 1} more`}`;
  const left = lines === 1 ? 'it is' : 'they are';
  return `line ${line} of the journal (at byte ${byte}) is damaged: ${reason}${others}; ${left} left out, and the rest is kept`;
}

/**
 * Reads what is whole of a journal.
 * @throws DataError when there is none, or when not even its first line can be read
 */
export async function readJournal(path: string): Promise<Journal> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw new DataError(`expected a journal at ${path}, found none`, 'journal-missing', { cause });
  });
  return parseJournal(bytes, path);
}

/** @param path as the user is told of it */
function parseJournal(bytes: Buffer, path: string): Journal {
  const text = bytes.toString('utf8');
  // What follows the last line end is empty, or a line that was not written to its end.
  const lines = text.split('\n').slice(0, -1);
  const events: RunEvent[] = [];
  let damage: Journal['damage'];
  for (const [index, line] of lines.entries()) {
    if (line === '') continue;
    const event = parseEvent(line);
    if (event !== undefined) events.push(event);
    else if (damage !== undefined) damage = { ...damage, lines: damage.lines + 1 };
    else damage = { line: index + 1, byte: startOf(bytes, index), reason: 'it is not an event', lines: 1 };
  }
  const started = events[0];
  if (started?.type !== 'run-started') {
    throw new DataError(
      `expected ${path} to begin with the run's plan; its first line (byte 0) is damaged, and without it no row can be told. What was made from it before lies beside it: rows.csv, report.md`,
      'journal-damaged',
    );
  }
  const version: number = started.schemaVersion;
  if (version !== JOURNAL_VERSION) {
    const newer = version > JOURNAL_VERSION ? ': a newer mls wrote it' : '';
    throw new DataError(
      `${path} has schema version ${version}; this mls reads ${JOURNAL_VERSION}${newer}`,
      'journal-version',
    );
  }
  return { started, events, ...(damage && { damage }) };
}

/** Byte at which a line begins, counted from 0: a damaged text has not the bytes that it was read from. */
function startOf(bytes: Buffer, line: number): number {
  let start = 0;
  for (let i = 0; i < line; i++) start = bytes.indexOf(LINE_FEED, start) + 1;
  return start;
}

function parseEvent(line: string): RunEvent | undefined {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value !== 'object' || value === null) return undefined;
    const type: unknown = Reflect.get(value, 'type');
    const isWhole = typeof type === 'string' && (PARTS[type] ?? []).every((part) => part in value);
    return isWhole ? (value as RunEvent) : undefined;
  } catch {
    return undefined;
  }
}
