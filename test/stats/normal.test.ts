import { describe, expect, it } from 'vitest';
import { normalCdf, normalQuantile } from '../../src/stats/normal.js';

describe('the normal distribution', () => {
  // scipy.stats.norm.
  it.each([
    [-8.5, 9.47953482220325e-18],
    [-7, 1.279812543885835e-12],
    [-1.96, 0.024997895148220435],
    [0, 0.5],
    [0.3, 0.6179114221889526],
    [2.5, 0.9937903346742238],
  ])('lies below %f with the known probability', (z, p) => {
    expect(normalCdf(z) / p).toBeCloseTo(1, 7);
    expect(normalCdf(z)).toBeCloseTo(p, 15);
  });

  it.each([
    [1e-300, -37.0470962993612],
    [1e-20, -9.262340089798409],
    [0.01, -2.3263478740408408],
    [0.075, -1.4395314709384563],
    [0.3, -0.5244005127080409],
    [0.5, 0],
    [0.975, 1.959963984540054],
    [0.999999, 4.753424308817087],
  ])('has its known quantile at %f', (p, z) => {
    expect(normalQuantile(p)).toBeCloseTo(z, 10);
  });

  it('has ends', () => {
    expect([normalQuantile(0), normalQuantile(1)]).toEqual([
      Number.NEGATIVE_INFINITY,
      Number.POSITIVE_INFINITY,
    ]);
    expect([normalCdf(-40), normalCdf(40), normalCdf(Number.NaN)]).toEqual([0, 1, Number.NaN]);
  });
});
