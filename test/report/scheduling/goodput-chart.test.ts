import { describe, expect, it } from 'vitest';
import { renderGoodputCharts } from '../../../src/report/scheduling/goodput-chart.js';
import { goodputCurves } from '../../../src/report/scheduling/goodput-curves.js';
import { SCHEDULING_COLUMNS } from '../../../src/suites/scheduling/columns.js';
import { simulatedRows } from './simulated-rows.js';

describe('the chart of goodput', () => {
  it('has a curve for each policy', async () => {
    const text = renderGoodputCharts(simulatedRows(), SCHEDULING_COLUMNS, { width: 90 });
    await expect(`${text}\n`).toMatchFileSnapshot('../golden/goodput-90.txt');
  });

  it('is one for each question', () => {
    const more = simulatedRows().map((row) => ({ ...row, gpus: 4 }));
    const text = renderGoodputCharts([...simulatedRows(), ...more], SCHEDULING_COLUMNS, { width: 90 });
    expect(text.match(/^Goodput against requests\/s \(GPUs [48]\)$/gm)).toEqual([
      'Goodput against requests/s (GPUs 8)',
      'Goodput against requests/s (GPUs 4)',
    ]);
  });

  it('is none of one rate, nor of rates that were not simulated', () => {
    const rows = simulatedRows();
    expect(goodputCurves(rows.filter(({ rate }) => rate === 2000))).toEqual([]);
    expect(renderGoodputCharts(rows.slice(0, 1), SCHEDULING_COLUMNS, { width: 90 })).toBe('');
    expect(goodputCurves(rows.map((row) => ({ ...row, goodputRps: null })))).toEqual([]);
  });
});
