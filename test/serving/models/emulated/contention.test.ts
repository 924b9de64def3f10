import { describe, expect, it } from 'vitest';
import { PUBLISHED_PROFILE, profileMs } from '../../../../src/serving/models/emulated/latency-profile.js';

/** Requests a second of so many instances that always have a full batch. */
function saturatedRps(instances: number, batch: number): number {
  return (instances * batch * 1000) / profileMs(PUBLISHED_PROFILE, batch, instances);
}

describe('the published profile', () => {
  it('holds what the published tiers held: 13, 30 and 52 requests a second', () => {
    expect(saturatedRps(1, 1)).toBeCloseTo(13, 1);
    expect(saturatedRps(1, 10)).toBeCloseTo(30, 1);
    expect(saturatedRps(3, 10)).toBeCloseTo(52, 0);
  });

  it('slows instances that share a device, and none that has its own', () => {
    expect(profileMs({ baseMs: 20, perRequestMs: 2, jitter: 0, contention: 0.5 }, 10, 3)).toBe(80);
    expect(profileMs({ tableMs: [20, 30], jitter: 0, contention: 0.5 }, 2, 2)).toBe(45);
    expect(profileMs({ baseMs: 20, perRequestMs: 2, jitter: 0 }, 10, 3)).toBe(40);
  });
});
