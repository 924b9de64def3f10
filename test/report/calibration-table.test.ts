import { describe, expect, it } from 'vitest';
import { renderCalibration } from '../../src/report/calibration-table.js';

const report = {
  suite: 'knn',
  floor: { interleaved: 0.0123, apart: 0.045 },
  loadAverage: 0.2,
  cells: [
    { id: 'a', subject: 'ts', label: 'gaussian 4000 x 128, l2, k = 10, 20 queries' },
    { id: 'b', subject: 'onnx', label: 'gaussian 4000 x 128, l2, k = 10, 20 queries' },
  ],
  trials: [[{ cellId: 'a', baseMs: 10, headMs: 10.2 }], [{ cellId: 'a', baseMs: 10, headMs: 9.5 }]],
};

describe('the table of a calibration', () => {
  it.each([60, 120])('reads well %d columns wide, without cells that were not measured', async (width) => {
    const text = renderCalibration(report, width);
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(width);
    expect(text).toContain('+2.0 −5.0');
    expect(text).not.toContain('onnx');
    await expect(`${text}\n`).toMatchFileSnapshot(`./golden/calibration-${width}.txt`);
  });
});
