import { describe, expect, it } from 'vitest';
import type { EarlierProgress } from '../../src/harness/cell-progress.js';
import { CellFailure } from '../../src/harness/cell-runner.js';
import { runCells } from '../../src/harness/run-cells.js';
import type { StoppingRule } from '../../src/harness/stopping.js';
import type { Row } from '../../src/results/columns.js';
import type { RunEvent } from '../../src/results/events.js';
import { recordedRun, unfinishedCells } from '../../src/results/recorded-run.js';
import { cellSummary, runStarted, sampleOf } from '../results/recorded-events.js';
import { FakeRunner, type Script } from './fake-runner.js';
import { fakeCell, fakeSuite } from './fake-suite.js';

const cells = ['g', 'h'].flatMap((group) => ['a', 'b', 'c'].map((subject) => fakeCell(subject, group)));
const started = runStarted(cells.map(({ subject, group }) => cellSummary(subject, group)));

/** Times that differ by cell and round, so that a round lost or repeated shows; b fails, c of h is wrong. */
const script: Script = {
  open(cell) {
    if (cell.id === 'g/b') throw new CellFailure('unavailable', 'no such device');
  },
  round(cell, round) {
    const ms = cell.id.charCodeAt(2) + ((round * 7919) % 13) * (cell.subject === 'a' ? 0.1 : 1);
    const wrong = cell.id === 'h/c' && round === 4;
    return sampleOf(round, ms, wrong ? { check: 'fail', checkReason: 'too far' } : {});
  },
};

/** One part of a run, stopped as soon as `stopAfter` events have been told. */
async function runPart(
  rule: StoppingRule,
  earlier: readonly RunEvent[],
  stopAfter = Number.POSITIVE_INFINITY,
) {
  const controller = new AbortController();
  const before = recordedRun(started, earlier);
  const unfinished = new Set(unfinishedCells(before).map(({ id }) => id));
  const progress = new Map<string, EarlierProgress>(
    [...before.samples].map(([id, samples]) => [
      id,
      { samples, opened: before.opened.get(id) ?? null, peakRssBytes: before.peakRssBytes.get(id) ?? null },
    ]),
  );
  const events: RunEvent[] = [];
  const runner = new FakeRunner(script);
  await runCells({
    suite: fakeSuite,
    cells,
    rule,
    runner,
    clock: runner.clock,
    signal: controller.signal,
    memoryBytes: 2,
    finished: new Set(cells.map(({ id }) => id).filter((id) => !unfinished.has(id))),
    earlier: progress,
    emit(event) {
      events.push(event);
      if (events.length === stopAfter) controller.abort();
    },
  });
  return { events: [...earlier, ...events], told: events, runner };
}

const rowsOf = (events: readonly RunEvent[]): ReadonlyMap<string, Row> => recordedRun(started, events).rows;

const RULES: StoppingRule[] = [
  { kind: 'rounds', rounds: 5 },
  { kind: 'tight', halfWidth: 0.06, timeMs: 700, by: 'bootstrap' },
];

describe.each(RULES)('a run by the rule $kind', (rule) => {
  it('that is stopped has a row for every cell, and loses no round that was told', async () => {
    const whole = await runPart(rule, []);
    for (let stopAfter = 1; stopAfter <= whole.told.length; stopAfter++) {
      const { events, runner } = await runPart(rule, [], stopAfter);
      const recorded = recordedRun(started, events);
      expect([...recorded.rows.keys()].sort()).toEqual(cells.map(({ id }) => id).sort());
      for (const [id, row] of recorded.rows) {
        expect(row.rounds).toBe(recorded.samples.get(id)?.length ?? 0);
        if (row.status !== 'interrupted') expect(row).toEqual(rowsOf(whole.events).get(id));
      }
      expect(runner.live.size).toBe(0);
    }
  });

  it('that is stopped anywhere and resumed ends with the rows of one that was not', async () => {
    const whole = await runPart(rule, []);
    for (let stopAfter = 1; stopAfter <= whole.told.length; stopAfter++) {
      const first = await runPart(rule, [], stopAfter);
      const second = await runPart(rule, first.events);
      expect(rowsOf(second.events)).toEqual(rowsOf(whole.events));
    }
  });

  it('that is killed anywhere, so that nothing more is told, and resumed ends with them too', async () => {
    const whole = await runPart(rule, []);
    for (let kept = 0; kept <= whole.told.length; kept++) {
      const second = await runPart(rule, whole.told.slice(0, kept));
      expect(rowsOf(second.events)).toEqual(rowsOf(whole.events));
    }
  });

  it('that is stopped again and again still ends', async () => {
    const whole = await runPart(rule, []);
    let events: readonly RunEvent[] = [];
    for (let part = 0; part < 400; part++) {
      events = (await runPart(rule, events, 6)).events;
      if (unfinishedCells(recordedRun(started, events)).length === 0) break;
    }
    expect(rowsOf(events)).toEqual(rowsOf(whole.events));
  });

  it('that is complete is not run again', async () => {
    const whole = await runPart(rule, []);
    const again = await runPart(rule, whole.events);
    expect(again.runner.log).toEqual([]);
    expect(again.told).toEqual([]);
  });
});

describe('a run stopped before it begins', () => {
  it('is nothing but interrupted rows', async () => {
    const controller = new AbortController();
    controller.abort();
    const runner = new FakeRunner();
    const events: RunEvent[] = [];
    await runCells({
      suite: fakeSuite,
      cells,
      rule: { kind: 'rounds', rounds: 3 },
      runner,
      signal: controller.signal,
      memoryBytes: 2,
      emit: (event) => events.push(event),
    });
    expect(runner.log).toEqual([]);
    expect(events.map((event) => event.type === 'cell-finished' && event.status)).toEqual(
      cells.map(() => 'interrupted'),
    );
  });
});
