import { describe, expect, it } from 'vitest';
import { chosenCells } from '../../../src/cli/computed/chosen-cells.js';
import { parseWindow } from '../../../src/cli/computed/draw-run.js';
import { recordedRun, rowIds } from '../../../src/results/recorded-run.js';
import { cellSummary, runStarted } from '../../results/recorded-events.js';

const cells = ['fcfs-100', 'edf-100', 'edf-1000'].map((id) => ({ ...cellSummary(id), id }));
const run = recordedRun(
  runStarted(cells),
  cells.map(({ id }) => ({ type: 'cell-finished', cellId: id, status: 'ok', row: { status: 'ok' } })),
);

describe('the cells that --cell names', () => {
  it.each([
    ['edf', ['edf-100', 'edf-1000']],
    ['1000', ['edf-1000']],
    // One that is named in full is meant, though it is part of another.
    ['edf-100', ['edf-100']],
  ])('%s are %j', (part, ids) => {
    expect(rowIds(chosenCells(run, part))).toEqual(ids);
    expect(chosenCells(run, part).started.cells.map(({ id }) => id)).toEqual(ids);
  });

  it('are told where there is none', () => {
    expect(() => chosenCells(run, 'sjf')).toThrow(
      'expected --cell to be part of a cell\'s id, such as fcfs-100, edf-100, edf-1000; got "sjf"',
    );
  });
});

describe('a window of time', () => {
  it('is two times of the run', () => {
    expect(parseWindow('1s:1100ms')).toEqual({ fromMs: 1000, toMs: 1100 });
    expect(parseWindow('0:50ms')).toEqual({ fromMs: 0, toMs: 50 });
    for (const text of ['1s', '2s:1s', '1s:2s:3s', 'a:b'])
      expect(() => parseWindow(text)).toThrow(/--window/);
  });
});
