import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderBatchHistogram } from '../../../src/report/scheduling/batch-histogram.js';

const ROW = { batchSizes: [3, 0, 40, 120, 37, 0, 1, 0] };

describe('a histogram of batch sizes', () => {
  it('has a bar for each size up to the largest that came', async () => {
    const text = renderBatchHistogram(ROW, { width: 60, label: 'symphony 1000/s' });
    await expect(`${text}\n`).toMatchFileSnapshot('../golden/batch-histogram-60.txt');
  });

  it('joins sizes where there are many', () => {
    const text = renderBatchHistogram(
      { batchSizes: Array.from({ length: 40 }, (_, at) => at) },
      { width: 60, label: '' },
    );
    expect(text).toContain('2–4 │');
    expect(text).toContain('40 │');
    expect(text.split('\n').length).toBeLessThanOrEqual(17);
  });

  it('is empty without batches', () => {
    for (const batchSizes of [null, [], [0, 0]])
      expect(renderBatchHistogram({ batchSizes }, { width: 60, label: '' })).toBe('');
  });

  it('counts every batch once', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1000), { minLength: 1, maxLength: 80 }), (batchSizes) => {
        const text = renderBatchHistogram({ batchSizes }, { width: 80, label: '' });
        const counted = [...text.matchAll(/ ([\d,]+) <?[\d.]+ %$/gm)].map(([, count]) =>
          Number(count?.replaceAll(',', '')),
        );
        expect(counted.reduce((sum, count) => sum + count, 0)).toBe(batchSizes.reduce((a, b) => a + b, 0));
      }),
    );
  });
});
