import { describe, expect, it } from 'vitest';
import type { RunEvent, RunStarted, Sample } from '../../src/results/events.js';
import { INITIAL_STATE, reduce } from '../../src/results/run-state.js';
import type { Check, Status } from '../../src/results/status.js';
import { headerText } from '../../src/ui/live/header-text.js';
import { lineColumns } from '../../src/ui/live/line-columns.js';
import { sparkline } from '../../src/ui/live/sparkline.js';
import { type TableLine, tableLines } from '../../src/ui/live/table-lines.js';
import { questionsOf } from '../../src/ui/questions.js';
import { finalState, recordedStart } from './recorded-run.js';

const columns = lineColumns(recordedStart().columns, 8, 300);

const start = (subjects: readonly string[]): RunStarted => ({
  ...recordedStart(),
  cells: subjects.map((subject) => ({
    id: subject,
    suite: 'knn',
    subject,
    group: 'g',
    label: 'q',
    parameters: { queries: 50 },
  })),
});

const round = (cellId: string, ms: number, check: Check = 'pass'): RunEvent => {
  const parts = { load: 0, compile: 0, compute: ms, readback: 0 };
  const sample: Sample = { round: 1, ms, parts, check, quality: check === 'none' ? {} : { recall: 1 } };
  return { type: 'round', cellId, sample, peakRssBytes: 1 };
};

function linesAfter(subjects: readonly string[], ...events: RunEvent[]): Map<string, TableLine> {
  const state = [start(subjects), ...events].reduce(reduce, INITIAL_STATE);
  return new Map(tableLines(state).map((line) => [line.key, line]));
}

function textOf(line: TableLine | undefined, heading: string): string {
  const column = columns.find((candidate) => candidate.heading === heading);
  if (line?.kind !== 'cell' || column === undefined) throw new Error(`no ${heading}`);
  return column.piece(line.line).text;
}

describe('a line of the live table', () => {
  it('compares with the median of ts while both are being measured', () => {
    const lines = linesAfter(['ts', 'tfjs'], round('ts', 10), round('tfjs', 20));
    expect(textOf(lines.get('tfjs'), 'speed-up')).toBe('0.50×');
    expect(textOf(lines.get('ts'), 'speed-up')).toBe('1.00×');
  });

  it('counts the queries per second of the median so far', () => {
    const lines = linesAfter(['ts'], round('ts', 10), round('ts', 30));
    expect(textOf(lines.get('ts'), 'queries/s')).toBe('2,500');
    expect(textOf(lines.get('ts'), 'recall')).toBe('1.0000');
  });

  it('compares nothing with an answer that was not checked or was wrong', () => {
    const lines = linesAfter(
      ['ts', 'null', 'bad'],
      round('ts', 10),
      round('null', 1, 'none'),
      round('bad', 1, 'fail'),
    );
    expect(textOf(lines.get('null'), 'speed-up')).toBe('');
    expect(textOf(lines.get('bad'), 'speed-up')).toBe('');
    expect(textOf(lines.get('bad'), 'check')).toBe('fail');
    const wrongBase = linesAfter(['ts', 'tfjs'], round('ts', 10, 'fail'), round('tfjs', 20));
    expect(textOf(wrongBase.get('tfjs'), 'speed-up')).toBe('');
  });

  it('marks the fastest of those found right, and none in a field of one', () => {
    const fastest = (line: TableLine | undefined) => line?.kind === 'cell' && line.line.fastest;
    const lines = linesAfter(
      ['ts', 'tfjs', 'null'],
      round('ts', 10),
      round('tfjs', 20),
      round('null', 1, 'none'),
    );
    expect(['ts', 'tfjs', 'null'].map((id) => fastest(lines.get(id)))).toEqual([true, false, false]);
    expect(fastest(linesAfter(['ts'], round('ts', 10)).get('ts'))).toBe(false);
  });

  it('has no interval before the second round', () => {
    expect(textOf(linesAfter(['ts'], round('ts', 10)).get('ts'), '95 % CI')).toBe('');
    expect(textOf(linesAfter(['ts'], round('ts', 10), round('ts', 12)).get('ts'), '95 % CI')).toBe(
      '[10.00, 12.00]',
    );
  });

  it.each<[Status, string]>([
    ['wrong', '✗'],
    ['unavailable', '○'],
    ['skipped', '○'],
    ['timeout', '✗'],
    ['out-of-memory', '✗'],
    ['interrupted', '■'],
  ])('names the status %s and gives its reason', (status, mark) => {
    const row = { backend: 'ts', status, reason: 'because' };
    const line = linesAfter(['ts'], { type: 'cell-finished', cellId: 'ts', status, row }).get('ts');
    expect(line).toMatchObject({ reason: 'because', line: { state: { mark, text: status } } });
  });

  it('keeps what an interrupted cell had measured', () => {
    const row = { backend: 'ts', status: 'interrupted', reason: 'stopped', medianMs: 10, check: 'pass' };
    const finished: RunEvent = { type: 'cell-finished', cellId: 'ts', status: 'interrupted', row };
    const line = linesAfter(['ts'], round('ts', 10), finished).get('ts');
    expect(line).toMatchObject({ reason: null });
    expect(textOf(line, 'median')).toBe('10.00 ms');
  });
});

describe('the columns of the live table', () => {
  const headings = (width: number) =>
    lineColumns(recordedStart().columns, 11, width).map((column) => column.heading);

  it('are left out in a fixed order as the window narrows', () => {
    expect(headings(200)).toEqual(
      ',backend,state,median,95 % CI,speed-up,queries/s,GFLOP/s,GB/s,recall,check,rounds'.split(','),
    );
    expect(headings(100)).toEqual(
      ',backend,state,median,95 % CI,speed-up,queries/s,GFLOP/s,recall,check'.split(','),
    );
    expect(headings(60)).toEqual(',backend,state,median,speed-up,check'.split(','));
    expect(headings(20)).toEqual(',backend,median'.split(','));
  });
});

describe('the questions', () => {
  const groups = ['l2/4000', 'l2/40000', 'cosine/4000', 'cosine/40000'];

  it('are split into what all share and what is their own', () => {
    const { common, own } = questionsOf(finalState());
    expect(common).toBe('gaussian · D 1,024 · queries 50 · k 10');
    expect([...own]).toEqual(
      groups.map((group) => [group, group.replace('/', ' · N ').replace(/(\d+)(000)$/, '$1,$2')]),
    );
  });

  it('leave nothing that is their own when there is one', () => {
    const run = recordedStart();
    const one = { ...run, cells: run.cells.filter(({ group }) => group === groups[0]) };
    expect(questionsOf({ run: one })).toEqual({
      common: 'gaussian · l2 · N 4,000 · D 1,024 · queries 50 · k 10',
      own: new Map([[groups[0], '']]),
    });
  });

  it('are told in the words of the suite where their parameters are the same', () => {
    const run = recordedStart();
    const alike = {
      ...run,
      cells: run.cells.map((cell) => ({ ...cell, parameters: { k: 10 }, label: `of ${cell.group}` })),
    };
    expect([...questionsOf({ run: alike }).own.values()]).toEqual(groups.map((group) => `of ${group}`));
  });

  it('are none before the plan is known', () => {
    expect(questionsOf({ run: null })).toEqual({ common: '', own: new Map() });
  });
});

describe('the first line', () => {
  it.each([40, 60, 200])('fills a width of %d, so that a later clock covers an earlier one', (width) => {
    const at = (seconds: number) => headerText(finalState(), seconds, width);
    for (const seconds of [9, 10, 59, 60, 3599, 3600]) {
      const { name, id, far } = at(seconds);
      expect((name + id + far).length).toBe(width);
      expect(far.length).toBe(at(0).far.length);
    }
  });

  it('cuts a run id that does not fit', () => {
    expect(headerText(finalState(), 1, 44).id).toMatch(/^ {2}2026\d*-?\d*… *$/);
  });
});

describe('the sparkline', () => {
  it('rises with the values and shows the last ones', () => {
    expect(sparkline([1, 2, 3, 4, 5, 6, 7, 8], 8)).toBe('▁▂▃▄▅▆▇█');
    expect(sparkline([100, 1, 8], 2)).toBe('▁█');
  });

  it('is level where rounds differ by little, and for one alone', () => {
    expect(sparkline([100, 100.1, 99.9], 8)).toMatch(/^[▄▅]{3}$/);
    expect(sparkline([5], 8)).toMatch(/^[▄▅]$/);
  });

  it('is empty without values', () => {
    expect(sparkline([], 8)).toBe('');
    expect(sparkline([Number.NaN], 8)).toBe('');
  });
});
