import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CellFailure } from '../../../src/harness/cell-runner.js';
import type { Interrupt } from '../../../src/harness/interrupt.js';
import { sideBySide } from '../../../src/harness/side-by-side/side-by-side.js';
import type { RunEvent } from '../../../src/results/events.js';
import { openRun } from '../../../src/results/open-run.js';
import { FINGERPRINT, sampleOf } from '../../results/recorded-events.js';
import { FakeRunner, type Script } from '../fake-runner.js';
import { fakeCell, fakeSuite } from '../fake-suite.js';

let runs: string;
beforeEach(async () => {
  runs = await mkdtemp(join(tmpdir(), 'mls-sides-'));
});
afterEach(() => rm(runs, { recursive: true }));

interface Asked {
  readonly rounds?: number;
  readonly processes?: 'one-a-cell' | 'one-a-round';
  readonly subjects?: readonly string[];
  readonly base?: Script;
  readonly head?: Script;
  readonly interrupt?: Interrupt;
}

const NO_INTERRUPT: Interrupt = {
  signal: new AbortController().signal,
  exitCode: () => undefined,
  dispose: () => {},
};

/** Measures with two scripted runners that write into one log, as `base open g/a`. */
async function measured(asked: Asked = {}) {
  const log: string[] = [];
  const logged = (side: string, script: Script = {}): Script => ({
    prepare: (cells) => log.push(`${side} prepare ${cells.map(({ id }) => id).join(' ')}`),
    open(cell) {
      log.push(`${side} open ${cell.id}`);
      script.open?.(cell);
    },
    round(cell, round) {
      log.push(`${side} round ${round} ${cell.id}`);
      return script.round?.(cell, round) ?? sampleOf(round, side === 'base' ? 10 : 20);
    },
  });
  const events: RunEvent[] = [];
  const runners = {
    base: new FakeRunner(logged('base', asked.base)),
    head: new FakeRunner(logged('head', asked.head)),
  };
  const results = await sideBySide({
    suite: fakeSuite,
    cells: (asked.subjects ?? ['a']).map((subject) => fakeCell(subject)),
    request: { asked: 'this' },
    rounds: asked.rounds ?? 4,
    processes: asked.processes ?? 'one-a-cell',
    runners,
    fingerprints: {
      base: { ...FINGERPRINT, code: { mls: '0.1.0', commit: 'b' } },
      head: { ...FINGERPRINT, code: { mls: '0.1.0', commit: 'h' } },
    },
    runs,
    command: 'mls gate',
    interrupt: asked.interrupt ?? NO_INTERRUPT,
    onEvent: (event) => events.push(event),
  });
  return { log, events, results, runners };
}

function roundsOf(log: readonly string[]): string[] {
  return log.flatMap((entry) => /^(\w+) round (\d+)/.exec(entry)?.slice(1).join(' ') ?? []);
}

describe('two codes side by side', () => {
  it('take turns, and neither is always first', async () => {
    const { log } = await measured();
    expect(roundsOf(log)).toEqual([
      ...['base 1', 'head 1', 'head 2', 'base 2'],
      ...['base 3', 'head 3', 'head 4', 'base 4'],
    ]);
  });

  it('are each prepared by their own code', async () => {
    const { log } = await measured({ subjects: ['a', 'b'] });
    expect(log.slice(0, 2)).toEqual(['base prepare g/a g/b', 'head prepare g/a g/b']);
  });

  it('become a run each that can be read like any other, with its own code in it', async () => {
    const { results } = await measured({ subjects: ['a', 'b'] });
    for (const [side, ms] of [
      ['base', 10],
      ['head', 20],
    ] as const) {
      const { run, journal } = await openRun(results[side].directory);
      expect(journal.damage).toBeUndefined();
      expect(run.started).toMatchObject({ suite: 'fake', request: { asked: 'this' }, command: 'mls gate' });
      expect(run.started.fingerprint.code.commit).toBe(side[0]);
      expect(run.started.cells.map(({ id }) => id)).toEqual(['g/a', 'g/b']);
      expect(run.samples.get('g/b')?.map((sample) => sample.ms)).toEqual([ms, ms, ms, ms]);
      expect(run.statuses.get('g/a')).toBe('ok');
      expect(journal.events.at(-1)).toMatchObject({ type: 'run-finished', partial: false, exitCode: 0 });
    }
  });

  it('show as one run to a view, a cell for each subject on each side', async () => {
    const { events } = await measured();
    const [started] = events;
    expect(started).toMatchObject({
      type: 'run-started',
      cells: [{ subject: 'a base' }, { subject: 'a head' }],
    });
    const finished = events.filter(({ type }) => type === 'cell-finished');
    expect(finished.map((event) => 'cellId' in event && event.cellId).sort()).toEqual([
      'base/g/a',
      'head/g/a',
    ]);
  });

  it('open a process for each round where asked, and close it before the other side is measured', async () => {
    const { log, runners } = await measured({ processes: 'one-a-round', rounds: 3 });
    expect(log.filter((entry) => entry.includes('open'))).toHaveLength(6);
    expect(runners.base.log.filter((entry) => entry.startsWith('close'))).toHaveLength(3);
    expect(runners.base.mostLive).toBe(1);
    expect(runners.base.live.size + runners.head.live.size).toBe(0);
  });

  it('go on when one side cannot open a cell, whose row says why', async () => {
    const { results } = await measured({
      base: {
        open() {
          throw new CellFailure('failed', 'no such suite');
        },
      },
    });
    expect(results.base.verdict).toMatchObject({ verdict: 'failed', exitCode: 1 });
    expect(results.base.run.rows.get('g/a')).toMatchObject({ status: 'failed', reason: 'no such suite' });
    expect(results.head.run.samples.get('g/a')).toHaveLength(4);
  });

  it('keep what there is when interrupted', async () => {
    const controller = new AbortController();
    const interrupt: Interrupt = { ...NO_INTERRUPT, signal: controller.signal, exitCode: () => 130 };
    const { results } = await measured({
      interrupt,
      head: {
        round(_, round) {
          if (round === 2) controller.abort();
          return sampleOf(round, 20);
        },
      },
    });
    expect(results.head.verdict).toMatchObject({ partial: true, exitCode: 130 });
    const { run } = await openRun(results.base.directory);
    expect(run.statuses.get('g/a')).toBe('interrupted');
    expect(run.samples.get('g/a')).toHaveLength(1);
  });
});
