import { describe, expect, it } from 'vitest';
import type { RunEvent } from '../../src/results/events.js';
import { comparedRows, recordedRun, unfinishedCells } from '../../src/results/recorded-run.js';
import type { Status } from '../../src/results/status.js';
import { cellSummary, OPENED, roundEvent, runStarted, sampleOf } from './recorded-events.js';

const started = runStarted(['ts', 'tfjs', 'gpujs'].map((subject) => cellSummary(subject)));
const finished = (subject: string, status: Status, medianMs: number | null = null): RunEvent => ({
  type: 'cell-finished',
  cellId: `g/${subject}`,
  status,
  row: { subject, status, medianMs, check: 'pass', speedup: null },
});

describe('recordedRun', () => {
  it('gathers what each cell was measured at', () => {
    const first = sampleOf(1, 5);
    const second = sampleOf(2, 6);
    const run = recordedRun(started, [
      started,
      { type: 'cell-opened', cellId: 'g/ts', opened: OPENED },
      roundEvent('g/ts', first, 900),
      roundEvent('g/tfjs', first, 100),
      roundEvent('g/ts', second, 800),
      finished('ts', 'ok'),
    ]);
    expect(run.samples.get('g/ts')).toEqual([first, second]);
    expect(run.samples.get('g/tfjs')).toEqual([first]);
    expect(run.peakRssBytes.get('g/ts')).toBe(900);
    expect(run.opened.get('g/ts')).toEqual(OPENED);
    expect(run.statuses).toEqual(new Map([['g/ts', 'ok']]));
  });

  it('replaces the row of an interrupted cell that was taken up again', () => {
    const run = recordedRun(started, [finished('ts', 'interrupted', 9), finished('ts', 'ok', 8)]);
    expect(run.statuses.get('g/ts')).toBe('ok');
    expect(run.rows.get('g/ts')).toMatchObject({ medianMs: 8 });
  });
});

describe('comparedRows', () => {
  it('are in the order of the plan, whatever ended first', () => {
    const run = recordedRun(started, [finished('gpujs', 'ok', 4), finished('ts', 'ok', 8)]);
    expect(comparedRows(run).map(({ subject, speedup }) => [subject, speedup])).toEqual([
      ['ts', 1],
      ['gpujs', 2],
    ]);
  });
});

describe('unfinishedCells', () => {
  it('are those interrupted and those that never ended; a failure is an end', () => {
    const run = recordedRun(started, [finished('ts', 'interrupted'), finished('gpujs', 'failed')]);
    expect(unfinishedCells(run).map(({ subject }) => subject)).toEqual(['ts', 'tfjs']);
  });
});
