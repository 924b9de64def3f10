import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adaptiveRule } from '../../../src/serving/batching/adaptive-rule.js';
import { timeoutRule } from '../../../src/serving/batching/closing-rule.js';
import { simulateQueue } from './simulated-queue.js';

const BASE_MS = 100;
const PER_REQUEST_MS = 5;

/** A rule that has seen batches of different sizes, and arrivals `gapMs` apart, the last at 0. */
function taught(gapMs: number, maxWaitMs = 500) {
  const rule = adaptiveRule(maxWaitMs);
  for (const size of [1, 4, 2, 8]) rule.onBatch(size, BASE_MS + PER_REQUEST_MS * size);
  for (let at = 20; at >= 0; at--) rule.onArrival(-at * gapMs);
  return rule;
}

describe('adaptive closing', () => {
  it('waits for nothing while it knows nothing', () => {
    const rule = adaptiveRule(500);
    expect(rule.closeAtMs({ count: 1, oldestMs: 7 })).toBe(7);
    rule.onArrival(7);
    rule.onBatch(1, 50);
    expect(rule.closeAtMs({ count: 1, oldestMs: 7 })).toBe(7);
  });

  it('goes at once where the next request is far, and waits where it is near', () => {
    expect(taught(60).closeAtMs({ count: 1, oldestMs: 0 })).toBe(0);
    // 2 g + per < base: 2 * 10 + 5 < 100, so until nobody came for (100 - 5) / 2.
    expect(taught(10).closeAtMs({ count: 1, oldestMs: 0 })).toBeCloseTo(47.5, 6);
  });

  it('waits never longer than the limit, nor for a batch that is large already', () => {
    expect(taught(10, 30).closeAtMs({ count: 1, oldestMs: 0 })).toBe(30);
    expect(taught(10).closeAtMs({ count: 9, oldestMs: -80 })).toBe(-80);
  });

  it('waits only where the sum of all delays is smaller for it', () => {
    const cost = (size: number) => BASE_MS + PER_REQUEST_MS * size;
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 90 }), (count, gapMs) => {
        const goNow = count * cost(count) + (cost(count) - gapMs) + cost(1);
        const wait = count * (gapMs + cost(count + 1)) + cost(count + 1);
        fc.pre(Math.abs(goNow - wait) > 1e-3);
        expect(taught(gapMs).closeAtMs({ count, oldestMs: 0 }) > 0).toBe(wait < goNow);
      }),
    );
  });
});

describe.each([
  ['the published service', { baseMs: 48.5, perRequestMs: 28.5 }],
  ['a model that batches well', { baseMs: 100, perRequestMs: 5 }],
  ['a model that batches almost for nothing', { baseMs: 40, perRequestMs: 0.5 }],
])('adaptive closing before %s, simulated', (_what, cost) => {
  const capacityRps = 10_000 / (cost.baseMs + 10 * cost.perRequestMs);
  const adaptive = (share: number) =>
    simulateQueue({ ...cost, rule: adaptiveRule(500), maxBatch: 10 }, share * capacityRps, 1200);
  const timeout = (share: number) =>
    simulateQueue({ ...cost, rule: timeoutRule(500), maxBatch: 10 }, share * capacityRps, 1200);
  const baseline = (share: number) =>
    simulateQueue({ ...cost, rule: timeoutRule(0), maxBatch: 1 }, share * capacityRps, 1200);

  it.each([0.02, 0.05, 0.1])('at %d of its capacity is as quick as one after another', async (share) => {
    const [ours, alone, waiting] = [await adaptive(share), await baseline(share), await timeout(share)];
    expect(ours.meanMs).toBeLessThan(1.02 * alone.meanMs);
    expect(waiting.meanMs).toBeGreaterThan(2 * ours.meanMs);
  });

  it.each([0.3, 0.5, 0.7, 0.9])('at %d of it is quicker than the timeout', async (share) => {
    expect((await adaptive(share)).meanMs).toBeLessThan((await timeout(share)).meanMs);
  });

  it('beyond it answers as many as the timeout, in batches as full', async () => {
    const [ours, theirs] = [await adaptive(2), await timeout(2)];
    expect(ours.throughputRps).toBeGreaterThan(0.99 * theirs.throughputRps);
    expect(ours.throughputRps).toBeGreaterThan(0.98 * capacityRps);
    expect(ours.meanBatch).toBeGreaterThan(9.7);
  });
});
