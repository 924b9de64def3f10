import { describe, expect, it } from 'vitest';
import { errorQuantiles } from '../../../src/scheduling/predictor/error-quantiles.js';
import { predictionError } from '../../../src/scheduling/predictor/prediction-error.js';

describe('the error of predictions', () => {
  it('is absolute in milliseconds and relative to what was measured', () => {
    expect(predictionError([1, 6, 10], [2, 4, 10])).toEqual({
      meanAbsolute: 1,
      meanRelative: expect.closeTo((0.5 + 0.5) / 3, 12),
    });
  });
});

describe('quantiles of measured over predicted latency', () => {
  it('ascend from the lowest hundredth to the highest', () => {
    const ratios = Array.from({ length: 101 }, (_, i) => 0.5 + i / 100);
    const quantiles = errorQuantiles(
      ratios.map(() => 2),
      ratios.map((ratio) => 2 * ratio),
    );
    expect(quantiles).toHaveLength(99);
    expect(quantiles[0]).toBeCloseTo(0.51, 12);
    expect(quantiles[49]).toBeCloseTo(1, 12);
    expect(quantiles.at(-1)).toBeCloseTo(1.49, 12);
  });
});
