import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DataError, UsageError } from '../../src/errors.js';
import { type BenchmarkOptions, type BenchmarkResult, benchmark } from '../../src/harness/benchmark.js';
import { CellFailure } from '../../src/harness/cell-runner.js';
import type { RunEvent, RunStarted } from '../../src/results/events.js';
import { readJournal } from '../../src/results/journal-reader.js';
import { comparedRows } from '../../src/results/recorded-run.js';
import { sampleOf } from '../results/recorded-events.js';
import { FakeRunner, type Script } from './fake-runner.js';
import { fakeCell, fakeSuite } from './fake-suite.js';

const cells = ['ts', 'tfjs', 'gpujs'].map((subject) => fakeCell(subject));
const script: Script = { round: (cell, round) => sampleOf(round, cell.subject.length * 10 + round) };

let runs: string;
beforeEach(async () => {
  runs = await mkdtemp(join(tmpdir(), 'mls-runs-'));
});
afterEach(() => rm(runs, { recursive: true }));

function start(more: Partial<BenchmarkOptions> & { script?: Script } = {}): Promise<BenchmarkResult> {
  return benchmark({
    suite: fakeSuite,
    cells,
    rule: { kind: 'rounds', rounds: 3 },
    runner: new FakeRunner({ ...script, ...more.script }),
    request: { asked: true },
    command: 'mls bench fake',
    target: { kind: 'new', runs },
    onEvent: () => {},
    ...more,
  });
}

const resume = (directory: string, more: Parameters<typeof start>[0] & { allowMixed?: boolean } = {}) =>
  start({ ...more, target: { kind: 'resumed', directory, allowMixed: more.allowMixed === true } });

/** Ctrl-C, when a round is under way. */
function interruptAt(cellId: string, round: number): Pick<BenchmarkOptions, 'onEvent'> {
  return {
    onEvent(event) {
      if (event.type !== 'round-started' || event.cellId !== cellId || event.round !== round) return;
      // Its deadline would end the process that runs the tests.
      vi.useFakeTimers({ toFake: ['setTimeout'] });
      process.emit('SIGINT', 'SIGINT');
      vi.useRealTimers();
    },
  };
}

async function changeStart(directory: string, change: (started: RunStarted) => RunStarted): Promise<void> {
  const path = join(directory, 'journal.ndjson');
  const [first = '', ...rest] = (await readFile(path, 'utf8')).split('\n');
  await writeFile(path, [JSON.stringify(change(JSON.parse(first))), ...rest].join('\n'));
}

const journalOf = (directory: string) => readJournal(join(directory, 'journal.ndjson'));

describe('a benchmark', () => {
  it('ends with a row for each cell, a verdict, and a journal that tells the same', async () => {
    const { run, verdict, directory } = await start();
    expect(verdict).toEqual({ verdict: 'ok', exitCode: 0, partial: false });
    expect(comparedRows(run).map(({ backend, rounds }) => [backend, rounds])).toEqual([
      ['ts', 3],
      ['tfjs', 3],
      ['gpujs', 3],
    ]);
    const { events, started } = await journalOf(directory);
    expect(started).toEqual(run.started);
    expect(started).toMatchObject({
      suite: 'fake',
      command: 'mls bench fake',
      request: { asked: true },
      cells: [{ id: 'g/ts', parameters: { bytes: 1 } }, { id: 'g/tfjs' }, { id: 'g/gpujs' }],
    });
    expect(directory).toBe(join(runs, started.runId));
    expect(events.at(-1)).toEqual({ type: 'run-finished', ...verdict });
  });

  it('has everything in the journal before anyone is told of it', async () => {
    const told: RunEvent[] = [];
    const { directory } = await start({ onEvent: (event) => told.push(event) });
    const transient = new Set(['stage', 'stage-finished', 'cell-opening', 'round-started']);
    expect((await journalOf(directory)).events).toEqual(told.filter(({ type }) => !transient.has(type)));

    const refusing = start({
      onEvent(event) {
        if (event.type === 'round') throw new Error('the view is gone');
      },
    });
    await expect(refusing).rejects.toThrow('the view is gone');
    const id = (await readdir(runs)).find((name) => !directory.endsWith(name)) ?? '';
    expect((await journalOf(join(runs, id))).events.at(-1)).toMatchObject({ type: 'round' });
  });

  it.each<[string, Script, string, number]>([
    [
      'fails',
      {
        open(cell) {
          if (cell.subject === 'tfjs') throw new CellFailure('out-of-memory', 'too large');
        },
      },
      'failed',
      1,
    ],
    [
      'is wrong',
      { round: (cell, round) => sampleOf(round, 1, cell.subject === 'tfjs' ? { check: 'fail' } : {}) },
      'wrong',
      98,
    ],
  ])('of which a cell %s says so', async (_, how, verdict, exitCode) => {
    expect((await start({ script: how })).verdict).toEqual({ verdict, exitCode, partial: false });
  });

  it('that cannot write its results says so before it runs anything', async () => {
    await writeFile(join(runs, 'file'), '');
    const runner = new FakeRunner();
    const refused = start({ runner, target: { kind: 'new', runs: join(runs, 'file') } });
    await expect(refused).rejects.toThrow(DataError);
    expect(runner.log).toEqual([]);
  });

  it('leaves no listener for signals behind, however it ends', async () => {
    const count = () => process.listenerCount('SIGINT') + process.listenerCount('SIGTERM');
    const before = count();
    await start();
    await start({
      onEvent() {
        throw new Error('no view');
      },
    }).catch(() => {});
    expect(count()).toBe(before);
  });
});

describe('an interrupted benchmark', () => {
  it('keeps what was measured, says that it is partial, and exits as interrupted', async () => {
    const { run, verdict, directory } = await start(interruptAt('g/tfjs', 2));
    expect(verdict).toEqual({ verdict: 'interrupted', exitCode: 130, partial: true });
    expect(comparedRows(run).map(({ backend, status, rounds }) => [backend, status, rounds])).toEqual([
      ['ts', 'interrupted', 1],
      ['tfjs', 'interrupted', 1],
      ['gpujs', 'interrupted', 2],
    ]);
    expect((await journalOf(directory)).events.at(-1)).toMatchObject({ type: 'run-finished', exitCode: 130 });
  });

  it('resumed ends with the rows of one that was not interrupted', async () => {
    const whole = await start();
    const { directory } = await start(interruptAt('g/tfjs', 2));
    const told: RunEvent[] = [];
    const resumed = await resume(directory, { onEvent: (event) => told.push(event) });
    expect(resumed.verdict).toEqual({ verdict: 'ok', exitCode: 0, partial: false });
    expect(comparedRows(resumed.run)).toEqual(comparedRows(whole.run));
    // A view that sees only this part is told the earlier one first.
    expect(told[0]).toMatchObject({ type: 'run-started' });
    expect(told.filter(({ type }) => type === 'round')).toHaveLength(9);
    expect(told.find(({ type }) => type === 'run-resumed')).toMatchObject({
      runId: resumed.run.started.runId,
    });
  });

  it('torn in the middle of a line is resumed without loss of what follows', async () => {
    const { directory } = await start(interruptAt('g/tfjs', 2));
    const path = join(directory, 'journal.ndjson');
    const whole = await readFile(path, 'utf8');
    // As a kill in the middle of the third round's line leaves it.
    const rounds = [...whole.matchAll(/^\{"type":"round".*$/gm)];
    await writeFile(path, whole.slice(0, (rounds[2]?.index ?? 0) + 30));
    const resumed = await resume(directory);
    expect(comparedRows(resumed.run).map(({ status, rounds: count }) => [status, count])).toEqual(
      Array(3).fill(['ok', 3]),
    );
    const journal = await journalOf(directory);
    expect(journal.damage).toBeUndefined();
    expect(journal.events.filter(({ type }) => type === 'round')).toHaveLength(9);
  });

  it('damaged in the middle is resumed with a warning', async () => {
    const { directory } = await start(interruptAt('g/tfjs', 2));
    const path = join(directory, 'journal.ndjson');
    const lines = (await readFile(path, 'utf8')).split('\n');
    const at = lines.findIndex((line) => line.startsWith('{"type":"round"'));
    lines[at] = 'damage';
    await writeFile(path, lines.join('\n'));
    const told: RunEvent[] = [];
    const resumed = await resume(directory, { onEvent: (event) => told.push(event) });
    expect(told).toContainEqual({
      type: 'warning',
      message: `line ${at + 1} of the journal is damaged: it is not an event; it is left out`,
    });
    expect(comparedRows(resumed.run).map(({ rounds }) => rounds)).toEqual([3, 3, 3]);
  });
});

describe('a benchmark that is resumed', () => {
  it('although complete runs nothing', async () => {
    const { directory } = await start();
    const runner = new FakeRunner();
    const { verdict } = await resume(directory, { runner });
    expect(runner.log).toEqual([]);
    expect(verdict.verdict).toBe('ok');
  });

  it('does not run again what failed', async () => {
    const failing: Script = {
      open(cell) {
        if (cell.subject === 'tfjs') throw new CellFailure('failed', 'crashed');
      },
    };
    const { directory } = await start({ script: failing });
    const { verdict } = await resume(directory);
    expect(verdict).toEqual({ verdict: 'failed', exitCode: 1, partial: false });
  });

  it('with another plan is refused', async () => {
    const { directory } = await start();
    const refused = resume(directory, { cells: cells.slice(1) });
    await expect(refused).rejects.toThrow(UsageError);
    await expect(refused).rejects.toThrow(/was planned by another version of mls; start a new one$/);
  });

  it('where there is no journal is refused', async () => {
    await expect(resume(runs)).rejects.toMatchObject({ code: 'journal-missing' });
  });

  const CHANGES: [string, (started: RunStarted) => RunStarted][] = [
    [
      'host',
      (s) => ({ ...s, fingerprint: { ...s.fingerprint, host: { ...s.fingerprint.host, cpu: 'Z80' } } }),
    ],
    [
      'version of node or of an engine',
      (s) => ({
        ...s,
        fingerprint: { ...s.fingerprint, versions: { ...s.fingerprint.versions, node: '4.0.0' } },
      }),
    ],
    [
      'version of mls',
      (s) => ({ ...s, fingerprint: { ...s.fingerprint, code: { mls: '0.0.1', commit: null } } }),
    ],
  ];

  it.each(
    CHANGES,
  )('on another %s is refused, unless it may be mixed, and then says so', async (what, change) => {
    const { directory } = await start(interruptAt('g/tfjs', 2));
    await changeStart(directory, change);
    const refused = resume(directory);
    await expect(refused).rejects.toThrow(UsageError);
    await expect(refused).rejects.toThrow(
      new RegExp(`was measured with another ${what}; .* knowingly with --allow-mixed$`),
    );
    const told: RunEvent[] = [];
    const { verdict } = await resume(directory, { allowMixed: true, onEvent: (event) => told.push(event) });
    expect(verdict.verdict).toBe('ok');
    expect(told).toContainEqual({
      type: 'warning',
      message: `resumed with another ${what}: rows from before and from now are not comparable`,
    });
  });

  it('on a host that was busy then is not refused', async () => {
    const { directory } = await start();
    await changeStart(directory, (s) => ({ ...s, fingerprint: { ...s.fingerprint, loadAverage: 99 } }));
    await expect(resume(directory)).resolves.toMatchObject({ verdict: { verdict: 'ok' } });
  });
});
