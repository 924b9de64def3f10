import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runComputed } from '../../../src/cli/computed/run-computed.js';
import { EXIT, MlsError, UsageError } from '../../../src/errors.js';
import { openRun } from '../../../src/results/open-run.js';
import { comparedRows } from '../../../src/results/recorded-run.js';
import { recordedVerdict } from '../../../src/results/recorded-verdict.js';
import { computes, fakeSuite } from './fake-suite.js';

let out: string;
beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), 'mls-computed-'));
});
afterEach(() => rmSync(out, { recursive: true }));

function run(suite: ReturnType<typeof fakeSuite>, grid = {}) {
  return runComputed(suite, grid, { json: true, command: 'mls sim fake', format: 'table', ui: 'none', out });
}

describe('cells that are computed', () => {
  it('are rows of a run like any other, in order', async () => {
    const { document, directory, exitCode } = await run(
      fakeSuite({ edf: computes(90), fcfs: computes(80) }),
      { rate: 5 },
    );
    expect(exitCode).toBe(0);
    expect(document).toMatchObject({ schemaVersion: 1, verdict: 'ok', partial: false, exitCode: 0 });
    expect(document.rows).toEqual([
      { suite: 'fake', policy: 'edf', goodputRps: 90, status: 'ok', reason: null, check: 'none' },
      { suite: 'fake', policy: 'fcfs', goodputRps: 80, status: 'ok', reason: null, check: 'none' },
    ]);
    const opened = await openRun(directory);
    expect(opened.run.started).toMatchObject({
      suite: 'fake',
      command: 'mls sim fake',
      request: { rate: 5 },
    });
    expect(comparedRows(opened.run)).toEqual(document.rows);
    expect(recordedVerdict(opened.journal.events)).toEqual({ verdict: 'ok', partial: false, exitCode: 0 });
    expect(await readFile(join(directory, 'rows.csv'), 'utf8')).toBe(
      'suite,policy,goodputRps,status,reason,check\nfake,edf,90,ok,,none\nfake,fcfs,80,ok,,none\n',
    );
    expect(existsSync(join(directory, 'report.md'))).toBe(true);
    expect(JSON.parse(await readFile(join(directory, 'run.json'), 'utf8'))).toEqual(document);
  });

  it('that throw are rows with their reason, and the others go on', async () => {
    const { document, exitCode } = await run(
      fakeSuite({
        edf: async () => {
          throw new Error('a request was run twice\n  in two places');
        },
        fcfs: computes(80),
      }),
    );
    expect(document.rows.map(({ status, reason }) => [status, reason])).toEqual([
      ['failed', 'a request was run twice in two places'],
      ['ok', null],
    ]);
    expect([exitCode, document.verdict]).toEqual([EXIT.unexpected, 'failed']);
  });

  it('that cannot run here are unavailable, and so is the run where none could', async () => {
    const missing = async () => {
      throw new MlsError('no such model is installed', 'unavailable', EXIT.unavailable);
    };
    expect((await run(fakeSuite({ svr: missing, mlp: computes(1) }))).exitCode).toBe(0);
    const { document, exitCode } = await run(fakeSuite({ svr: missing }));
    expect(document.rows[0]).toMatchObject({ status: 'unavailable', reason: 'no such model is installed' });
    expect(exitCode).toBe(EXIT.unavailable);
  });

  it('make the run wrong or invalid as other rows do', async () => {
    const wrong = await run(fakeSuite({ edf: async () => ({ status: 'wrong' }), fcfs: computes(1) }));
    expect(wrong.exitCode).toBe(EXIT.wrong);
    const invalid = await run(fakeSuite({ edf: async () => ({ status: 'invalid' }) }));
    expect(invalid.exitCode).toBe(EXIT.invalid);
  });

  it('that ended before Ctrl-C are kept, and say that they are a part', async () => {
    let isAborted = false;
    const { document, directory, exitCode } = await run(
      fakeSuite({
        edf: computes(90),
        async fcfs({ signal, progress }) {
          process.emit('SIGINT');
          await progress(1, 2);
          isAborted = signal.aborted;
          signal.throwIfAborted();
          return { status: 'ok' };
        },
        sjf: computes(70),
      }),
    );
    expect(isAborted).toBe(true);
    expect(document.rows.map(({ policy }) => policy)).toEqual(['edf']);
    expect(document).toMatchObject({ partial: true, verdict: 'interrupted', exitCode: EXIT.interrupted });
    expect(exitCode).toBe(EXIT.interrupted);
    expect((await openRun(directory)).run.rows.size).toBe(1);
    expect(process.listenerCount('SIGINT')).toBe(0);
  });

  it('may keep files beside the journal', async () => {
    const { directory } = await run(
      fakeSuite({
        async edf({ keep }) {
          await keep?.('batches-edf.json', '{}');
          return { status: 'ok' };
        },
      }),
    );
    expect(await readFile(join(directory, 'batches-edf.json'), 'utf8')).toBe('{}');
  });

  it('do not begin where a flag cannot be read', async () => {
    const suite = {
      ...fakeSuite({}),
      async cells() {
        throw new UsageError('expected --rate');
      },
    };
    await expect(run(suite)).rejects.toThrow('expected --rate');
    const options = { json: true, command: '', format: 'xml', ui: 'none', out };
    await expect(runComputed(fakeSuite({}), {}, options)).rejects.toThrow(/--format .*"xml"/);
    expect(existsSync(join(out, 'journal.ndjson'))).toBe(false);
  });
});
