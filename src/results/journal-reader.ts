import { readFile } from 'node:fs/promises';
import { DataError } from '../errors.js';
import type { RunEvent, RunStarted } from './events.js';

export interface Journal {
  readonly started: RunStarted;
  readonly events: readonly RunEvent[];
  /** The first line that is not an event; those around it are kept. A torn last line is no damage: the run was killed. */
  readonly damage?: { readonly line: number; readonly reason: string };
}

/**
 * Reads what is whole of a journal.
 * @throws DataError when there is none, or when not even its first line can be read
 */
export async function readJournal(path: string): Promise<Journal> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new DataError(`expected a journal at ${path}, found none`, 'journal-missing', { cause });
  });
  // What follows the last line end is empty, or a line that was not written to its end.
  const lines = text.split('\n').slice(0, -1);
  const events: RunEvent[] = [];
  let damage: Journal['damage'];
  for (const [index, line] of lines.entries()) {
    if (line === '') continue;
    const event = parseEvent(line);
    if (event === undefined) damage ??= { line: index + 1, reason: 'it is not an event' };
    else events.push(event);
  }
  const started = events[0];
  if (started?.type !== 'run-started') {
    throw new DataError(
      `expected ${path} to begin with the run's plan; its first line is damaged`,
      'journal-damaged',
    );
  }
  if (started.schemaVersion !== 1) {
    throw new DataError(
      `${path} has schema version ${started.schemaVersion}; this mls reads 1`,
      'journal-version',
    );
  }
  return { started, events, ...(damage && { damage }) };
}

function parseEvent(line: string): RunEvent | undefined {
  try {
    const value: unknown = JSON.parse(line);
    const isEvent =
      typeof value === 'object' && value !== null && typeof Reflect.get(value, 'type') === 'string';
    return isEvent ? (value as RunEvent) : undefined;
  } catch {
    return undefined;
  }
}
