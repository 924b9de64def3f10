import { describe, expect, it } from 'vitest';
import type { Row } from '../../src/results/columns.js';
import { withSpeedups } from '../../src/results/speedup.js';
import { cellSummary } from './recorded-events.js';

const row = (medianMs: number | null, check = 'pass'): Row => ({ medianMs, check, speedup: null });

function speedups(rows: Readonly<Record<string, Row>>, groups: readonly string[] = ['g']): unknown[] {
  const cells = groups.flatMap((group) =>
    ['tfjs', 'ts', 'null'].map((subject) => cellSummary(subject, group)),
  );
  return withSpeedups(cells, new Map(Object.entries(rows))).map(({ speedup }) => speedup);
}

describe('withSpeedups', () => {
  it('says how many times faster than ts each answer is, in the order of the plan', () => {
    expect(speedups({ 'g/ts': row(30), 'g/tfjs': row(10) })).toEqual([3, 1]);
  });

  it('compares within a group only', () => {
    const rows = { 'g/ts': row(30), 'g/tfjs': row(10), 'h/tfjs': row(5) };
    expect(speedups(rows, ['g', 'h'])).toEqual([3, 1, null]);
  });

  it.each([
    ['ts did not run', { 'g/tfjs': row(10) }],
    ['ts has no figure', { 'g/ts': row(null), 'g/tfjs': row(10) }],
    ['ts is wrong', { 'g/ts': row(30, 'fail'), 'g/tfjs': row(10) }],
  ])('says nothing where %s', (_, rows) => {
    expect(speedups(rows)).toEqual(Object.values(rows).map(() => null));
  });

  it('says nothing of a wrong answer, of none, and of a cell without a figure', () => {
    expect(speedups({ 'g/tfjs': row(10, 'fail'), 'g/ts': row(30), 'g/null': row(1, 'none') })).toEqual([
      null,
      1,
      null,
    ]);
    expect(speedups({ 'g/tfjs': row(null), 'g/ts': row(30) })).toEqual([null, 1]);
  });
});
