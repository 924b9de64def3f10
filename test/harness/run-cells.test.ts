import { describe, expect, it } from 'vitest';
import { CellFailure } from '../../src/harness/cell-runner.js';
import { type RunCellsOptions, runCells } from '../../src/harness/run-cells.js';
import type { RunEvent } from '../../src/results/events.js';
import type { Status } from '../../src/results/status.js';
import { OPENED, sampleOf } from '../results/recorded-events.js';
import { FakeRunner, type Script } from './fake-runner.js';
import { fakeCell, fakeSuite } from './fake-suite.js';

async function run(script: Script = {}, options: Partial<RunCellsOptions> = {}) {
  const runner = new FakeRunner(script);
  const events: RunEvent[] = [];
  await runCells({
    suite: fakeSuite,
    cells: ['a', 'b', 'c'].map((subject) => fakeCell(subject)),
    rule: { kind: 'rounds', rounds: 3 },
    runner,
    clock: runner.clock,
    emit: (event) => events.push(event),
    signal: new AbortController().signal,
    memoryBytes: Number.POSITIVE_INFINITY,
    ...options,
  });
  const rows = events.flatMap((event) => (event.type === 'cell-finished' ? [event.row] : []));
  return { runner, events, rows };
}

const endsOf = (rows: readonly Readonly<Record<string, unknown>>[]) =>
  rows.map(({ backend, status, reason, rounds }) => [backend, status, reason, rounds]);

describe('runCells', () => {
  it('interleaves the cells of a group and reverses their order each round', async () => {
    const { runner } = await run({}, { rule: { kind: 'rounds', rounds: 4 } });
    expect(runner.rounds).toBe('a b c c b a a b c c b a');
  });

  it('finishes a group before it begins the next, in the order of the plan', async () => {
    const cells = [fakeCell('a', 'g'), fakeCell('a', 'h'), fakeCell('b', 'g'), fakeCell('b', 'h')];
    const { runner } = await run({}, { cells, rule: { kind: 'rounds', rounds: 1 } });
    expect(runner.log.filter((entry) => /^(prepare|round)/.test(entry))).toEqual([
      'prepare g/a g/b',
      'round 1 g/a',
      'round 1 g/b',
      'prepare h/a h/b',
      'round 1 h/a',
      'round 1 h/b',
    ]);
  });

  it('tells what happens to a cell, in order', async () => {
    const { events } = await run({}, { cells: [fakeCell('a')], rule: { kind: 'rounds', rounds: 2 } });
    expect(events.map(({ type }) => type)).toEqual([
      'cell-opening',
      'cell-opened',
      'round-started',
      'round',
      'round-started',
      'round',
      'cell-finished',
    ]);
    expect(events[1]).toEqual({ type: 'cell-opened', cellId: 'g/a', opened: OPENED });
    expect(events[3]).toEqual({ type: 'round', cellId: 'g/a', sample: sampleOf(1, 10), peakRssBytes: 101 });
  });

  it('keeps children alive between rounds, and leaves none behind', async () => {
    const { runner, rows } = await run();
    expect(runner.log.filter((entry) => entry.startsWith('open'))).toHaveLength(3);
    expect(runner.live.size).toBe(0);
    expect(rows.map(({ rounds, peakRssBytes }) => [rounds, peakRssBytes])).toEqual(Array(3).fill([3, 103]));
  });

  it('tells the stages of preparing, and that they ended', async () => {
    const { events } = await run({
      prepare(_, onProgress) {
        onProgress({ type: 'progress', stage: 'truth', unit: 'queries', done: 1, total: 2 });
        onProgress({ type: 'progress', stage: 'truth', unit: 'queries', done: 2, total: 2 });
      },
    });
    expect(events.slice(0, 3)).toEqual([
      { type: 'stage', stage: 'truth', unit: 'queries', done: 1, total: 2 },
      { type: 'stage', stage: 'truth', unit: 'queries', done: 2, total: 2 },
      { type: 'stage-finished', stage: 'truth' },
    ]);
  });
});

describe('a cell that fails', () => {
  const failures: [string, Exclude<Status, 'ok' | 'wrong'>][] = [
    ['crashes', 'failed'],
    ['takes too long', 'timeout'],
    ['runs out of memory', 'out-of-memory'],
    ['cannot run here', 'unavailable'],
  ];

  it.each(failures)('because it %s when opened is a row, and the others go on', async (why, status) => {
    const { rows, runner } = await run({
      open(cell) {
        if (cell.subject === 'b') throw new CellFailure(status, why);
      },
    });
    expect(endsOf(rows)).toEqual([
      ['b', status, why, 0],
      ['a', 'ok', null, 3],
      ['c', 'ok', null, 3],
    ]);
    expect(runner.live.size).toBe(0);
  });

  it.each(failures)('because it %s in a round keeps the rounds before', async (why, status) => {
    const { rows, runner } = await run({
      round(cell, round) {
        if (cell.subject === 'a' && round === 2) throw new CellFailure(status, why);
        return sampleOf(round, round);
      },
    });
    expect(endsOf(rows)).toEqual([
      ['a', status, why, 1],
      ['b', 'ok', null, 3],
      ['c', 'ok', null, 3],
    ]);
    expect(rows[0]).toMatchObject({ engine: OPENED.engine, timesMs: [1] });
    expect(runner.log).toContain('close g/a');
  });

  it('in preparing ends its group, and the next group goes on', async () => {
    const { rows } = await run(
      {
        prepare([first]) {
          if (first?.group === 'g') throw new CellFailure('failed', 'no data');
        },
      },
      { cells: [fakeCell('a', 'g'), fakeCell('b', 'g'), fakeCell('a', 'h')] },
    );
    expect(endsOf(rows)).toEqual([
      ['a', 'failed', 'no data', 0],
      ['b', 'failed', 'no data', 0],
      ['a', 'ok', null, 3],
    ]);
  });

  it('by an error that is no failure of a cell ends the run, and the children with it', async () => {
    const error = new TypeError('a mistake in the harness');
    const events: RunEvent[] = [];
    const failing = run(
      {
        round(cell, round) {
          if (cell.subject === 'b') throw error;
          return sampleOf(round, 1);
        },
      },
      { emit: (event) => events.push(event) },
    );
    await expect(failing).rejects.toBe(error);
    expect(events.some(({ type }) => type === 'cell-finished')).toBe(false);
  });
});

describe('a wrong answer', () => {
  it('makes the row wrong at once, and the others go on', async () => {
    const { rows } = await run({
      round: (cell, round) =>
        cell.subject === 'b' && round === 2
          ? sampleOf(round, 1, { check: 'fail', checkReason: 'query 7: row 3 is too far' })
          : sampleOf(round, 1),
    });
    expect(endsOf(rows)).toEqual([
      ['b', 'wrong', 'query 7: row 3 is too far', 2],
      ['a', 'ok', null, 3],
      ['c', 'ok', null, 3],
    ]);
  });

  it('that was recorded just before a kill is still wrong when the run is resumed', async () => {
    const samples = [sampleOf(1, 1), sampleOf(2, 1, { check: 'fail', checkReason: 'too far' })];
    const { rows, runner } = await run(
      {},
      {
        cells: [fakeCell('a')],
        earlier: new Map([['g/a', { samples, opened: OPENED, peakRssBytes: 5 }]]),
      },
    );
    expect(endsOf(rows)).toEqual([['a', 'wrong', 'too far', 2]]);
    expect(runner.log).toEqual([]);
  });
});

describe('the memory of children', () => {
  it('within the budget lets all of them live', async () => {
    const { runner } = await run({}, { memoryBytes: 3 });
    expect(runner.mostLive).toBe(3);
  });

  it('beyond the budget closes others, and opens them again for their next round', async () => {
    const { runner, rows } = await run({}, { memoryBytes: 2 });
    expect(runner.mostLive).toBe(2);
    expect(runner.log.filter((entry) => entry === 'open g/a').length).toBeGreaterThan(1);
    expect(runner.rounds).toBe('a b c c b a a b c');
    expect(endsOf(rows).map(([, status, , rounds]) => [status, rounds])).toEqual(Array(3).fill(['ok', 3]));
  });

  it('counts what each of them holds', async () => {
    const cells = [fakeCell('a', 'g', 10), fakeCell('b', 'g', 70), fakeCell('c', 'g', 20)];
    const { runner } = await run({}, { cells, memoryBytes: 90, rule: { kind: 'rounds', rounds: 1 } });
    expect(runner.log.filter((entry) => /^(open|close)/.test(entry)).slice(0, 4)).toEqual([
      'open g/a',
      'close g/a',
      'open g/b',
      'close g/b',
    ]);
  });

  it('that one alone exceeds does not keep it from running', async () => {
    const { runner, rows } = await run({}, { memoryBytes: 0 });
    expect(runner.mostLive).toBe(1);
    expect(rows).toHaveLength(3);
  });
});

describe('the time a cell may take', () => {
  it('counts what the rounds take, not what they measure', async () => {
    const rule = { kind: 'tight', halfWidth: 1e-9, timeMs: 450, by: 'bootstrap' } as const;
    const runner = new FakeRunner({
      round(_, round) {
        // The check of the answer, which no sample holds.
        runner.clock.advance(90);
        return sampleOf(round, 10 + (round % 3));
      },
    });
    const events: RunEvent[] = [];
    await runCells({
      suite: fakeSuite,
      cells: [fakeCell('a')],
      rule,
      runner,
      clock: runner.clock,
      emit: (event) => events.push(event),
      signal: new AbortController().signal,
      memoryBytes: 1,
    });
    expect(events.filter(({ type }) => type === 'round')).toHaveLength(5);
  });
});
