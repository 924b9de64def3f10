import { describe, expect, it } from 'vitest';
import { shapelessCosineShare, shapelessDistanceShare } from '../../src/stats/shapeless-loss.js';

describe('the loss of rows without clusters', () => {
  it('is all there is for one centroid', () => {
    expect(shapelessDistanceShare(1, 64)).toBe(1);
    expect(shapelessCosineShare(1, 64, 0.7)).toBeCloseTo(1, 12);
  });

  it('falls with the number of centroids, the slower the more dimensions there are', () => {
    expect(shapelessDistanceShare(16, 4)).toBeCloseTo(0.5, 12);
    expect(shapelessDistanceShare(100, 64)).toBeGreaterThan(shapelessDistanceShare(100, 8));
    expect(shapelessCosineShare(100, 64, 1)).toBeGreaterThan(shapelessCosineShare(100, 8, 1));
  });

  it('is at most what K-Means really left of 480,000 iid normal rows of 1024 dimensions', () => {
    const [distances1, distances101] = [15356525.4465, 15299163.3914];
    const [cosines1, cosines101] = [479328.3144, 438485.0038];
    expect(distances101 / distances1).toBeGreaterThan(shapelessDistanceShare(101, 1024));
    expect(cosines101 / cosines1).toBeGreaterThan(shapelessCosineShare(101, 1024, cosines1 / 480_000));
    // And not far above.
    expect(distances101 / distances1).toBeLessThan(shapelessDistanceShare(101, 1024) + 0.01);
    expect(cosines101 / cosines1).toBeLessThan(shapelessCosineShare(101, 1024, cosines1 / 480_000) + 0.02);
  });

  it('is that of tight angles as of a flat cloud', () => {
    expect(shapelessCosineShare(10, 20, 1e-4)).toBeCloseTo(10 ** (-2 / 20), 4);
  });
});
