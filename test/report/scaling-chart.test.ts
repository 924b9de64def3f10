import { describe, expect, it } from 'vitest';
import { renderScalingCharts } from '../../src/report/scaling-chart.js';
import { recordedRows, recordedStart } from '../ui/recorded-run.js';

const { columns } = recordedStart();
const rows = recordedRows();

describe('the charts of time against size', () => {
  it('are one for each question', async () => {
    await expect(`${renderScalingCharts(rows, columns, { width: 80 })}\n`).toMatchFileSnapshot(
      './golden/scaling-80.txt',
    );
  });

  it('are none when there is one size', () => {
    const ofOneSize = rows.filter((row) => row.n === 4000);
    expect(renderScalingCharts(ofOneSize, columns)).toBe('');
    expect(renderScalingCharts([], columns)).toBe('');
  });

  it('draw only cells that ended well with answers found right', () => {
    const text = renderScalingCharts(rows, columns, { width: 80 });
    expect(text).not.toContain('null');
    const wrong = rows.map((row) =>
      row.backend === 'ts' ? { ...row, status: 'wrong', check: 'fail' } : row,
    );
    expect(renderScalingCharts(wrong, columns)).not.toContain(' ts');
  });

  it('can be drawn against another parameter', () => {
    const asked = rows.filter((row) => row.n === 4000 && row.metric === 'l2');
    const deeper = asked.map((row) => ({ ...row, d: 2048 }));
    expect(renderScalingCharts([...asked, ...deeper], columns, { against: 'd' })).toMatch(
      /^median against D \(log-log\)$/m,
    );
  });
});
