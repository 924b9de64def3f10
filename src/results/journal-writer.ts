import {
  closeSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { DataError } from '../errors.js';
import type { RunEvent } from './events.js';
import { lockJournal } from './journal-lock.js';

/** Events that only a view needs: a journal without them says the same. */
const TRANSIENT: ReadonlySet<RunEvent['type']> = new Set([
  'stage',
  'stage-finished',
  'cell-opening',
  'round-started',
]);

/** Whether a journal holds events of this kind. */
export function isRecorded(event: RunEvent): boolean {
  return !TRANSIENT.has(event.type);
}

const DURABLE: ReadonlySet<RunEvent['type']> = new Set(['run-started', 'cell-finished', 'run-finished']);

/** Appends events to a journal, one JSON document a line, on disk for good after each finished cell. */
export class JournalWriter {
  readonly #file: number;
  readonly #release: () => void;

  /** @throws DataError when the file cannot be opened, or another process writes it */
  constructor(readonly path: string) {
    this.#release = lockJournal(path);
    this.#file = this.#guard(() => {
      const file = openSync(path, 'a+');
      dropTornLine(path, file);
      return file;
    });
  }

  /** @throws DataError when the disk is full or gone */
  append(event: RunEvent): void {
    if (!isRecorded(event)) return;
    // Unlike writeSync, it goes on after a short write, so that a full disk is an error.
    this.#guard(() => writeFileSync(this.#file, `${JSON.stringify(event)}\n`));
    if (DURABLE.has(event.type)) this.#guard(() => fsyncSync(this.#file));
  }

  close(): void {
    closeSync(this.#file);
    this.#release();
  }

  #guard<T>(write: () => T): T {
    try {
      return write();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new DataError(`cannot write the journal ${this.path}: ${reason}`, 'journal-write', {
        cause: error,
      });
    }
  }
}

/** What a killed run left of its last line would swallow the first one appended to it. */
function dropTornLine(path: string, file: number): void {
  if (!fstatSync(file).isFile()) return;
  const whole = readFileSync(path).lastIndexOf('\n') + 1;
  if (whole < fstatSync(file).size) ftruncateSync(file, whole);
}
