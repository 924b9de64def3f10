import { describe, expect, it } from 'vitest';
import type { ColumnDeclaration, Row } from '../../src/results/columns.js';
import { competingRows, withParetoFronts } from '../../src/results/pareto-front.js';
import { comparedRows, recordedRun } from '../../src/results/recorded-run.js';
import { cellSummary, runStarted } from './recorded-events.js';

const column = (name: string, role: ColumnDeclaration['role'], more: Partial<ColumnDeclaration> = {}) => ({
  name,
  role,
  unit: '',
  better: 'none' as const,
  title: name,
  ...more,
});
const columns = [
  column('backend', 'common'),
  column('dataset', 'parameter'),
  column('ef', 'parameter', { swept: true }),
  column('paretoFront', 'common'),
  column('recall', 'metric'),
];
const row = (ef: number, recall: number | null, queriesPerSecond: number | null, more: Row = {}): Row => ({
  backend: 'usearch',
  dataset: 'a',
  ef,
  recall,
  queriesPerSecond,
  status: 'ok',
  check: 'pass',
  paretoFront: null,
  ...more,
});
const fronts = (rows: readonly Row[]) =>
  withParetoFronts(rows, columns).map(({ paretoFront }) => paretoFront);

describe('the column paretoFront', () => {
  it('says which rows no other beats in both recall and rate', () => {
    expect(fronts([row(16, 0.9, 100), row(32, 0.95, 80), row(64, 0.94, 70)])).toEqual(['yes', 'yes', 'no']);
  });

  it('compares what is swept, by whomever, and keeps questions apart', () => {
    const rows = [row(16, 0.9, 100), row(16, 0.9, 90, { backend: 'ts' }), row(16, 0.5, 10, { dataset: 'b' })];
    expect(fronts(rows)).toEqual(['yes', 'no', 'yes']);
    expect(competingRows(rows, columns).map((group) => group.length)).toEqual([2, 1]);
  });

  it('says nothing of rows that were not measured or not found right, and does not let them compete', () => {
    const rows = [
      row(16, 0.9, 100),
      row(32, 1, 1000, { status: 'wrong', check: 'fail' }),
      row(64, null, null, { status: 'unavailable', check: 'none' }),
    ];
    expect(fronts(rows)).toEqual(['yes', null, null]);
  });

  it('is left out where rows have none', () => {
    const exact = { backend: 'ts', recall: 1, queriesPerSecond: 5 };
    expect(withParetoFronts([exact], columns.slice(0, 2))).toEqual([exact]);
  });

  it('is in the rows of a run, in the order of its plan', () => {
    const cells = [cellSummary('ts', 'g1'), cellSummary('usearch', 'g2')];
    const started = runStarted(cells, { columns });
    const finished = (cellId: string, of: Row) =>
      ({ type: 'cell-finished', cellId, status: 'ok', row: of }) as const;
    const run = recordedRun(started, [
      finished('g2/usearch', row(32, 1, 50)),
      finished('g1/ts', row(16, 0.9, 40)),
    ]);
    expect(comparedRows(run).map(({ ef, paretoFront }) => [ef, paretoFront])).toEqual([
      [16, 'no'],
      [32, 'yes'],
    ]);
  });
});
