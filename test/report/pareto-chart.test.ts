import { describe, expect, it } from 'vitest';
import { renderCsv } from '../../src/report/csv.js';
import { renderParetoCharts } from '../../src/report/pareto-chart.js';
import { renderResultsTable } from '../../src/report/results-table.js';
import type { Row } from '../../src/results/columns.js';
import { withParetoFronts } from '../../src/results/pareto-front.js';
import { ANN_COLUMNS } from '../../src/suites/ann/columns.js';
import { KNN_COLUMNS } from '../../src/suites/knn/columns.js';

const row = (
  backend: string,
  index: string,
  effort: number,
  recall: number | null,
  queriesPerSecond: number | null,
  more: Row = {},
): Row => ({
  suite: 'ann',
  backend,
  engine: backend,
  dataset: 'fashion-mnist-784',
  metric: 'l2',
  n: 60_000,
  d: 784,
  queries: 100,
  k: 10,
  threads: 2,
  index,
  nprobe: index === 'ivf' ? effort : null,
  ef: index === 'hnsw' ? effort : null,
  status: 'ok',
  check: 'pass',
  rounds: 5,
  paretoFront: null,
  medianMs: queriesPerSecond === null ? null : 1e5 / queriesPerSecond,
  ciLowMs: null,
  ciHighMs: null,
  queriesPerSecond,
  recall,
  ...more,
});

const rows = withParetoFronts(
  [
    row('ts', 'ivf', 1, 0.636, 4000),
    row('ts', 'ivf', 4, 0.977, 1200),
    row('ts', 'ivf', 8, 0.999, 359),
    row('tfjs', 'ivf', 1, 0.636, 900),
    row('tfjs', 'ivf', 8, 0.999, 120),
    row('usearch', 'hnsw', 16, 0.971, 2200),
    row('usearch', 'hnsw', 32, 0.992, 1700),
    row('usearch', 'hnsw', 64, 1, 778),
    row('usearch', 'hnsw', 128, null, null, {
      status: 'skipped',
      check: 'none',
      reason: 'ef 64 finds all there is',
    }),
  ],
  ANN_COLUMNS,
);
const marksIn = (chart: string, marks: string) =>
  [...chart.split('\n').slice(1, -1).join('\n')].filter((char) => marks.includes(char)).length;

describe('the chart of recall against speed', () => {
  it.each([60, 100])('is drawn %i columns wide', async (width) => {
    const chart = renderParetoCharts(rows, ANN_COLUMNS, { width });
    expect(
      Math.max(
        ...chart
          .split('\n')
          .slice(1, -2)
          .map((line) => line.length),
      ),
    ).toBeLessThanOrEqual(width);
    await expect(`${chart}\n`).toMatchFileSnapshot(`./golden/pareto-${width}.txt`);
  });

  it('fills as many marks as rows, in CSV too, are on the front', () => {
    const chart = renderParetoCharts(rows, ANN_COLUMNS, { width: 100 });
    const onFront = rows.filter(({ paretoFront }) => paretoFront === 'yes');
    expect(onFront.map(({ backend, nprobe, ef }) => [backend, nprobe ?? ef])).toEqual([
      ['ts', 1],
      ['usearch', 16],
      ['usearch', 32],
      ['usearch', 64],
    ]);
    expect(marksIn(chart, '●▲■◆★')).toBe(onFront.length);
    expect(marksIn(chart, '○△□◇☆')).toBe(4);
    const fields = renderCsv(rows, ANN_COLUMNS)
      .split('\n')
      .map((line) => line.split(','));
    const at = fields[0]?.indexOf('paretoFront') ?? -1;
    expect(fields.filter((line) => line[at] === 'yes')).toHaveLength(onFront.length);
  });

  it('stands as far from 0.9 to 0.99 as from 0.99 to 0.999', () => {
    const even = [0.9, 0.99, 0.999].map((recall, at) => row('ts', 'ivf', at + 1, recall, 100 / (at + 1)));
    const chart = renderParetoCharts(even, ANN_COLUMNS, { width: 100 });
    const columns = chart
      .split('\n')
      .filter((line) => line.includes('○'))
      .map((line) => line.indexOf('○'));
    const [a = 0, b = 0, c = 0] = columns;
    expect(Math.abs(c - b - (b - a))).toBeLessThanOrEqual(4);
  });

  it('is one for each question', () => {
    const cosine = rows.map((one) => ({ ...one, metric: 'cosine' }));
    const charts = renderParetoCharts([...rows, ...cosine], ANN_COLUMNS).split('\n\n');
    expect(charts.map((chart) => /recall, (\w+)/.exec(chart)?.[1])).toEqual(['l2', 'cosine']);
  });

  it('names the recall of a single point, and of a right answer that is all', () => {
    const one = [row('ts', 'ivf', 1, 0.63, 100)];
    expect(renderParetoCharts(one, ANN_COLUMNS)).toMatch(/0\.63.*recall/);
    expect(renderParetoCharts([row('ts', 'ivf', 1, 1, 100)], ANN_COLUMNS)).toMatch(/1 .*recall/);
    expect(renderParetoCharts([row('ts', 'ivf', 1, 0, 100)], ANN_COLUMNS)).toMatch(/0 .*recall/);
  });

  it('is not drawn where nothing was measured, or nothing is traded', () => {
    expect(renderParetoCharts([], ANN_COLUMNS)).toBe('');
    expect(renderParetoCharts(rows.slice(-1), ANN_COLUMNS)).toBe('');
    expect(renderParetoCharts(rows, KNN_COLUMNS)).toBe('');
  });

  it('gives more than five series letters, capital on the front', () => {
    const many = Array.from({ length: 7 }, (_, at) => row(`b${at}`, 'ivf', 1, 0.5 + at / 20, 100 - at));
    const chart = renderParetoCharts(withParetoFronts(many, ANN_COLUMNS), ANN_COLUMNS);
    expect(chart).toContain('B ivf b6');
  });
});

describe('the table of an ANN run', () => {
  it('keeps the points of a sweep in one group, and says once why some were not measured', () => {
    const table = renderResultsTable(rows, ANN_COLUMNS, { width: 140 });
    expect(table).not.toContain('╌');
    expect(table).toContain('usearch skipped: ef 64 finds all there is');
    expect(table).toMatch(/index +nprobe +ef +backend/);
  });

  it('tints what is on the front, and no row as the fastest', () => {
    const table = renderResultsTable(rows, ANN_COLUMNS, {
      paint: (tint, text) => (tint === 'green' ? `<${text}>` : text),
    });
    expect(table.match(/<[^>]*>/g)).toEqual(['<yes>', '<yes>', '<yes>', '<yes>']);
  });
});
