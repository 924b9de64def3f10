import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunEvent } from '../../src/results/events.js';
import { readJournal } from '../../src/results/journal-reader.js';
import { cellSummary, OPENED, roundEvent, runStarted, sampleOf } from './recorded-events.js';

const events: RunEvent[] = [
  runStarted([cellSummary('ts')]),
  { type: 'cell-opened', cellId: 'g/ts', opened: OPENED },
  ...[1, 2, 3].map((round) => roundEvent('g/ts', sampleOf(round, round))),
  { type: 'cell-finished', cellId: 'g/ts', status: 'ok', row: { suite: 'fake', medianMs: 2 } },
  { type: 'run-finished', partial: false, verdict: 'ok', exitCode: 0 },
];
const lines = events.map((event) => Buffer.from(JSON.stringify(event)));
const LINE_END = Buffer.from('\n');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mls-salvage-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Bytes that end no line; a byte of 0x00 stands first, which no JSON begins with. */
const damage = fc
  .uint8Array({ maxLength: 200 })
  .map((bytes) => Buffer.concat([Buffer.from([0]), Buffer.from(bytes.filter((byte) => byte !== 0x0a))]));

describe('a damaged journal', () => {
  it('gives every line that is whole, and tells of the first that is not', async () => {
    const path = join(folder, 'journal.ndjson');
    const damages = fc.dictionary(fc.constantFrom('1', '2', '3', '4', '5', '6'), damage, { minKeys: 1 });
    await fc.assert(
      fc.asyncProperty(damages, async (damaged) => {
        const written = lines.map((line, at) => damaged[at] ?? line);
        await writeFile(path, Buffer.concat(written.flatMap((line) => [line, LINE_END])));
        const first = Math.min(...Object.keys(damaged).map(Number));
        const journal = await readJournal(path);
        expect(journal.events).toEqual(events.filter((_, at) => damaged[at] === undefined));
        expect(journal.damage).toEqual({
          line: first + 1,
          byte: written.slice(0, first).reduce((sum, line) => sum + line.length + 1, 0),
          reason: 'it is not an event',
          lines: Object.keys(damaged).length,
        });
      }),
    );
  });
});
