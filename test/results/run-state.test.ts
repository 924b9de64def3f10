import { describe, expect, it } from 'vitest';
import type { CellSummary, OpenedCell, RunEvent, RunStarted, Sample } from '../../src/results/events.js';
import {
  type CellState,
  countFinished,
  INITIAL_STATE,
  type RunState,
  reduce,
  samplesOf,
} from '../../src/results/run-state.js';

const summary = (id: string): CellSummary => ({
  id,
  suite: 'knn',
  subject: id,
  group: 'g',
  label: 'question',
  parameters: {},
});

const start: RunStarted = {
  type: 'run-started',
  schemaVersion: 1,
  runId: 'r1',
  suite: 'knn',
  command: 'mls bench knn',
  columns: [],
  cells: [summary('a'), summary('b')],
  fingerprint: {
    host: { name: 'h', cpu: 'c', cores: 2, memoryBytes: 1, os: 'o', arch: 'x64' },
    versions: {},
    code: { mls: '0.1.0', commit: null },
    loadAverage: 0,
  },
  request: {},
};

const opened: OpenedCell = {
  engine: 'wasm',
  device: 'cpu',
  precision: 'float32',
  threads: 1,
  loadMs: 1,
  compileMs: 0,
};

const sample = (round: number, ms: number): Sample => ({
  round,
  ms,
  parts: { load: 0, compile: 0, compute: ms, readback: 0 },
  check: 'pass',
  quality: { recall: 1 },
});

const opening = (cellId: string): RunEvent => ({ type: 'cell-opening', cellId });
const openedOf = (cellId: string): RunEvent => ({ type: 'cell-opened', cellId, opened });
const begins = (cellId: string, round: number): RunEvent => ({ type: 'round-started', cellId, round });
const round = (cellId: string, at: number, ms: number): RunEvent => ({
  type: 'round',
  cellId,
  sample: sample(at, ms),
  peakRssBytes: 1,
});
const finished = (cellId: string): RunEvent => ({
  type: 'cell-finished',
  cellId,
  status: 'ok',
  row: { backend: cellId },
});

const stateAfter = (...events: RunEvent[]): RunState => [start, ...events].reduce(reduce, INITIAL_STATE);

function cell(state: RunState, id: string): CellState {
  const found = state.cells.find((candidate) => candidate.summary.id === id);
  if (found === undefined) throw new Error(`no cell ${id}`);
  return found;
}

describe('a cell', () => {
  it('goes from pending through opening, warm and measuring to finished', () => {
    const events = [opening('a'), openedOf('a'), round('a', 1, 5), finished('a')];
    const kinds = events.map((_, at) => cell(stateAfter(...events.slice(0, at + 1)), 'a').progress.kind);
    expect(cell(stateAfter(), 'a').progress.kind).toBe('pending');
    expect(kinds).toEqual(['opening', 'warm', 'measuring', 'finished']);
  });

  it('has the median of its rounds so far', () => {
    const state = stateAfter(openedOf('a'), round('a', 1, 5), round('a', 2, 1), round('a', 3, 2));
    expect(cell(state, 'a').progress).toMatchObject({ kind: 'measuring', medianMs: 2 });
  });

  it('keeps its samples and median when it is opened again between rounds', () => {
    const again = stateAfter(openedOf('a'), round('a', 1, 5), opening('a'));
    expect(cell(again, 'a').progress).toMatchObject({ kind: 'opening', medianMs: 5 });
    const reopened = reduce(again, openedOf('a'));
    expect(cell(reopened, 'a').progress).toMatchObject({ kind: 'measuring', medianMs: 5 });
    expect(samplesOf(cell(reopened, 'a'))).toHaveLength(1);
  });

  it('tells its row, status and samples once finished', () => {
    const state = stateAfter(openedOf('a'), round('a', 1, 5), finished('a'));
    expect(cell(state, 'a').progress).toMatchObject({ status: 'ok', row: { backend: 'a' } });
    expect(samplesOf(cell(state, 'a'))).toHaveLength(1);
    expect(countFinished(state)).toBe(1);
  });

  it('can finish without ever being opened', () => {
    expect(cell(stateAfter(finished('b')), 'b')).toMatchObject({
      opened: null,
      progress: { kind: 'finished' },
    });
  });
});

describe('the run', () => {
  it('knows what computes, and that nothing does between two rounds', () => {
    expect(stateAfter(opening('a')).activity).toEqual({ kind: 'opening', cellId: 'a' });
    expect(stateAfter(openedOf('a'), begins('a', 1)).activity).toEqual({
      kind: 'round',
      cellId: 'a',
      round: 1,
    });
    const between = stateAfter(openedOf('a'), begins('a', 1), round('a', 1, 5));
    expect(between).toMatchObject({ activity: null, lastCellId: 'a' });
  });

  it('does not take the end of one cell for the end of what another is doing', () => {
    const state = stateAfter(openedOf('a'), begins('a', 1), finished('b'));
    expect(state.activity).toEqual({ kind: 'round', cellId: 'a', round: 1 });
  });

  it('holds stages from their first progress until they finish', () => {
    const stage = (done: number): RunEvent => ({
      type: 'stage',
      stage: 'truth',
      done,
      total: 4,
      unit: 'queries',
    });
    const fetching: RunEvent = { type: 'stage', stage: 'fetch', done: 7, unit: 'bytes' };
    const state = stateAfter(stage(1), fetching, stage(3));
    expect(state.stages).toEqual([
      { name: 'truth', done: 3, total: 4, unit: 'queries' },
      { name: 'fetch', done: 7, total: null, unit: 'bytes' },
    ]);
    expect(reduce(state, { type: 'stage-finished', stage: 'truth' }).stages).toHaveLength(1);
  });

  it('collects warnings, and says how it ended', () => {
    const state = stateAfter(
      { type: 'run-resumed', runId: 'r1', fingerprint: start.fingerprint },
      { type: 'warning', message: 'busy' },
      begins('a', 1),
      { type: 'run-finished', partial: true, verdict: 'interrupted', exitCode: 130 },
    );
    expect(state).toMatchObject({ resumed: true, warnings: ['busy'], activity: null, stages: [] });
    expect(state.finish).toEqual({ partial: true, verdict: 'interrupted', exitCode: 130 });
  });

  it('is not changed by events of cells that are not in the plan', () => {
    const state = stateAfter();
    expect(reduce(state, round('elsewhere', 1, 5))).toBe(state);
  });

  it('leaves earlier states as they were', () => {
    const before = stateAfter(openedOf('a'), round('a', 1, 5));
    reduce(before, round('a', 2, 9));
    expect(samplesOf(cell(before, 'a'))).toHaveLength(1);
  });
});
