import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isBeingWritten, lockJournal } from '../../src/results/journal-lock.js';

const newJournal = () => join(mkdtempSync(join(tmpdir(), 'mls-lock-')), 'journal.ndjson');
const leave = (journal: string, text: string) => writeFileSync(`${journal}.lock`, text);
const gonePid = () => spawnSync('true').pid;

describe('the lock of a journal', () => {
  it('keeps a second writer out until the first lets go', () => {
    const journal = newJournal();
    const release = lockJournal(journal);
    expect(isBeingWritten(journal)).toBe(true);
    expect(() => lockJournal(journal)).toThrow(`process ${process.pid} writes it`);
    release();
    expect(isBeingWritten(journal)).toBe(false);
    lockJournal(journal)();
    expect(existsSync(`${journal}.lock`)).toBe(false);
  });

  it('takes over what a killed process left', () => {
    const journal = newJournal();
    leave(journal, JSON.stringify({ pid: gonePid(), host: hostname() }));
    expect(isBeingWritten(journal)).toBe(false);
    lockJournal(journal)();
  });

  it('takes over what was never written whole', () => {
    const journal = newJournal();
    leave(journal, '{"pid": 1');
    lockJournal(journal)();
  });

  it('cannot know of another host, and says how to go on', () => {
    const journal = newJournal();
    leave(journal, JSON.stringify({ pid: gonePid(), host: 'elsewhere' }));
    expect(() => lockJournal(journal)).toThrow(/on elsewhere writes it: wait for it, or delete .*\.lock/);
  });

  it('says why there can be none', () => {
    expect(() => lockJournal('/nowhere/journal.ndjson')).toThrow('cannot write /nowhere/journal.ndjson.lock');
  });
});
