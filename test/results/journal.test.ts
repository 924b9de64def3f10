import fs from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DataError } from '../../src/errors.js';
import type { RunEvent } from '../../src/results/events.js';
import { damageText, readJournal } from '../../src/results/journal-reader.js';
import { JournalWriter } from '../../src/results/journal-writer.js';
import { comparedRows, recordedRun } from '../../src/results/recorded-run.js';
import { RECORDED_RUN } from '../ui/recorded-run.js';
import { cellSummary, OPENED, roundEvent, runStarted, sampleOf } from './recorded-events.js';

const started = runStarted([cellSummary('ts'), cellSummary('tfjs')]);
const recorded: RunEvent[] = [
  started,
  { type: 'warning', message: 'line\nbreaks, "quotes" and snow ☃ survive' },
  { type: 'cell-opened', cellId: 'g/ts', opened: OPENED },
  roundEvent('g/ts', sampleOf(1, 2.5)),
  roundEvent('g/ts', sampleOf(2, 1e-9)),
  {
    type: 'cell-finished',
    cellId: 'g/ts',
    status: 'ok',
    row: { suite: 'fake', medianMs: 1.25, reason: null },
  },
  { type: 'run-finished', partial: false, verdict: 'ok', exitCode: 0 },
];

let directory: string;
let path: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'mls-journal-'));
  path = join(directory, 'journal.ndjson');
});
afterEach(() => rm(directory, { recursive: true }));

function write(events: readonly RunEvent[]): void {
  const journal = new JournalWriter(path);
  for (const event of events) journal.append(event);
  journal.close();
}

async function failureOf(work: () => unknown): Promise<DataError> {
  try {
    await work();
  } catch (error) {
    if (error instanceof DataError) return error;
    throw error;
  }
  throw new Error('expected a DataError');
}

describe('a journal', () => {
  it('gives back what was appended, one JSON document a line', async () => {
    write(recorded);
    expect(await readJournal(path)).toEqual({ started, events: recorded });
    expect((await readFile(path, 'utf8')).trimEnd().split('\n')).toHaveLength(recorded.length);
  });

  it('leaves out what only a view needs', async () => {
    write([
      started,
      { type: 'stage', stage: 'truth', done: 1, unit: 'rows' },
      { type: 'stage-finished', stage: 'truth' },
      { type: 'cell-opening', cellId: 'g/ts' },
      { type: 'round-started', cellId: 'g/ts', round: 1 },
    ]);
    expect((await readJournal(path)).events).toEqual([started]);
  });

  it('is readable after each event, before it is closed', async () => {
    const journal = new JournalWriter(path);
    for (const [index, event] of recorded.entries()) {
      journal.append(event);
      expect((await readJournal(path)).events).toHaveLength(index + 1);
    }
    journal.close();
  });

  it('goes on where an earlier part of the run ended', async () => {
    write(recorded.slice(0, 4));
    write(recorded.slice(4));
    expect((await readJournal(path)).events).toEqual(recorded);
  });

  it('loses at most its last line to a kill, wherever that strikes', async () => {
    write(recorded.slice(0, 4));
    const whole = await readFile(path);
    const lastLine = whole.lastIndexOf('\n', whole.length - 2) + 1;
    for (let length = lastLine; length < whole.length; length++) {
      await writeFile(path, whole.subarray(0, length));
      expect(await readJournal(path)).toEqual({ started, events: recorded.slice(0, 3) });
    }
  });

  it('taken up after a kill loses nothing that follows', async () => {
    write(recorded.slice(0, 4));
    const whole = await readFile(path);
    await writeFile(path, whole.subarray(0, -7));
    write(recorded.slice(4));
    expect(await readJournal(path)).toEqual({
      started,
      events: [...recorded.slice(0, 3), ...recorded.slice(4)],
    });
  });

  it.each([
    ['text that is not JSON', 'x{"type":"round"'],
    ['JSON that is not an event', '[1,2]'],
    ['an event without a type', '{"cellId":"g/ts"}'],
    ['an event without what makes it one', '{"type":"round","cellId":"g/ts"}'],
    ['a hole of zeros', '\0\0\0\0'],
  ])('damaged in the middle by %s keeps the rest and says where', async (_, damage) => {
    write(recorded);
    const lines = (await readFile(path, 'utf8')).split('\n');
    lines[3] = damage;
    await writeFile(path, lines.join('\n'));
    const journal = await readJournal(path);
    expect(journal.events).toEqual([...recorded.slice(0, 3), ...recorded.slice(4)]);
    const byte = Buffer.byteLength(`${lines.slice(0, 3).join('\n')}\n`);
    expect(journal.damage).toEqual({ line: 4, byte, reason: 'it is not an event', lines: 1 });
  });

  it('damaged on several lines, by bytes that are no text, tells of the first and how many there are', async () => {
    write(recorded);
    const bytes = await readFile(path);
    const ends = [...bytes.keys()].filter((at) => bytes[at] === 0x0a);
    for (const line of [2, 4]) bytes.fill(0xff, (ends[line - 1] ?? 0) + 1, ends[line]);
    await writeFile(path, bytes);
    const { damage, events } = await readJournal(path);
    expect(damage).toMatchObject({ line: 3, byte: (ends[1] ?? 0) + 1, lines: 2 });
    expect(events).toHaveLength(recorded.length - 2);
    if (damage === undefined) throw new Error('no damage was told');
    expect(damageText(damage)).toBe(
      `line 3 of the journal (at byte ${damage.byte}) is damaged: it is not an event, and so is one more; they are left out, and the rest is kept`,
    );
  });

  it('of an earlier mls, without what was added since, gives its rows', async () => {
    const { started: oldest, events, damage } = await readJournal(fileURLToPath(RECORDED_RUN));
    expect(damage).toBeUndefined();
    expect(oldest.columns.some(({ name }) => name === 'ceilingPercent')).toBe(false);
    expect(comparedRows(recordedRun(oldest, events))).toHaveLength(oldest.cells.length);
  });

  it('without its plan is refused', async () => {
    for (const text of ['', '{"type":"run-sta', 'x\n', `${JSON.stringify(recorded[2])}\n`]) {
      await writeFile(path, text);
      const error = await failureOf(() => readJournal(path));
      expect(error.code).toBe('journal-damaged');
      expect(error.message).toContain(path);
    }
  });

  it('that is not there is refused', async () => {
    const error = await failureOf(() => readJournal(path));
    expect(error).toMatchObject({ code: 'journal-missing', exitCode: 1, cause: { code: 'ENOENT' } });
    expect(error.message).toBe(`expected a journal at ${path}, found none`);
  });

  it('of a newer version is refused', async () => {
    await writeFile(path, `${JSON.stringify({ ...started, schemaVersion: 2 })}\n`);
    const error = await failureOf(() => readJournal(path));
    expect(error.code).toBe('journal-version');
    expect(error.message).toBe(`${path} has schema version 2; this mls reads 1: a newer mls wrote it`);
  });

  it('that cannot be opened is a DataError that names it', async () => {
    const missing = join(directory, 'no', 'journal.ndjson');
    const error = await failureOf(() => new JournalWriter(missing));
    expect(error).toMatchObject({ code: 'journal-write', cause: { code: 'ENOENT' } });
    expect(error.message).toContain(missing);
    expect(await failureOf(() => new JournalWriter(directory))).toMatchObject({ cause: { code: 'EISDIR' } });
  });

  it.skipIf(!fs.existsSync('/dev/full'))('on a full disk is a DataError that says so', async () => {
    const journal = new JournalWriter('/dev/full');
    const error = await failureOf(() => journal.append(started));
    expect(error).toMatchObject({ code: 'journal-write', cause: { code: 'ENOSPC' } });
    expect(error.message).toMatch(/^cannot write the journal \/dev\/full: ENOSPC/);
    journal.close();
  });
});
