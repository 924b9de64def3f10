import { describe, expect, it } from 'vitest';
import { renderThreadScaling } from '../../src/report/thread-scaling.js';
import type { Row } from '../../src/results/columns.js';
import { KNN_COLUMNS } from '../../src/suites/knn/columns.js';

const row = (backend: string, threads: number, medianMs: number, more: Row = {}): Row => ({
  backend,
  engine: backend,
  metric: 'l2',
  n: 100,
  threads,
  precision: 'full',
  medianMs,
  status: 'ok',
  check: 'pass',
  ...more,
});

const lines = (rows: readonly Row[]) =>
  renderThreadScaling(rows, KNN_COLUMNS)
    .split('\n')
    .filter((line) => !/^[─╌]/.test(line))
    .map((line) => line.trim().split(/ {2,}/));

describe('what more threads bring', () => {
  it('is a row for each backend, the most threads against the fewest', () => {
    const rows = [row('a', 1, 100), row('b', 1, 90), row('a', 2, 50), row('b', 2, 60), row('a', 4, 40)];
    expect(lines(rows)).toEqual([
      ['backend', '1 thread', '2 threads', '4 threads', 'scaling', 'of ideal'],
      ['a', '100.0 ms', '50.00 ms', '40.00 ms', '2.50×', '63 %'],
      ['b', '90.00 ms', '60.00 ms', '–', '–', '–'],
    ]);
  });

  it('stands apart for each question and each precision', () => {
    const rows = [1, 2].flatMap((threads) => [
      row('a', threads, 100 / threads),
      row('a', threads, 80 / threads, { n: 200 }),
      row('a', threads, 60, { precision: 'certified' }),
    ]);
    expect(lines(rows).slice(1)).toEqual([
      ['N 100', 'a', '100.0 ms', '50.00 ms', '2.00×', '100 %'],
      ['N 200', 'a', '80.00 ms', '40.00 ms', '2.00×', '100 %'],
      ['N 100', 'a certified', '60.00 ms', '60.00 ms', '1.00×', '50 %'],
    ]);
  });

  it.each([
    ['one number of threads', [row('a', 2, 1), row('b', 2, 1)]],
    ['answers that are wrong', [row('a', 1, 1), row('a', 2, 1, { check: 'fail' })]],
    ['nothing', []],
  ])('is not told of %s', (_, rows) => {
    expect(renderThreadScaling(rows, KNN_COLUMNS)).toBe('');
  });
});
