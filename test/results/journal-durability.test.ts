import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RunEvent } from '../../src/results/events.js';
import { cellSummary, roundEvent, runStarted, sampleOf } from './recorded-events.js';

const calls: string[] = [];
vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>();
  return {
    ...fs,
    fsyncSync(file: number) {
      calls.push('fsync');
      fs.fsyncSync(file);
    },
  };
});
const { JournalWriter } = await import('../../src/results/journal-writer.js');

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'mls-journal-'));
  calls.length = 0;
});
afterEach(() => rm(directory, { recursive: true }));

function append(event: RunEvent): void {
  const journal = new JournalWriter(join(directory, 'journal.ndjson'));
  journal.append(event);
  journal.close();
}

describe('a journal', () => {
  it.each<[string, RunEvent]>([
    ['the plan', runStarted([cellSummary('ts')])],
    ['a finished cell', { type: 'cell-finished', cellId: 'g/ts', status: 'ok', row: {} }],
    ['the end', { type: 'run-finished', partial: false, verdict: 'ok', exitCode: 0 }],
  ])('has %s on the disk for good before it goes on', (_, event) => {
    append(event);
    expect(calls).toEqual(['fsync']);
  });

  it('does not make a round wait for the disk', () => {
    append(roundEvent('g/ts', sampleOf(1, 1)));
    expect(calls).toEqual([]);
  });
});
