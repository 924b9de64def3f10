import { BatchCostEstimate } from './batch-cost.js';
import type { ClosingRule } from './closing-rule.js';

/** Share of the newest gap in the estimate of gaps. */
const NEWEST = 0.2;

/**
 * Closes a batch when waiting for one more request is expected to cost more than it gains, and after `maxWaitMs` at the
 * latest.
 *
 * Let n requests wait, a batch of b take `base + per * b`, and the next request come after a gap g shorter than that.
 * If the n go now, they take `base + per * n` each, and the newcomer the rest of their time and then `base + per`. If
 * they wait, all n + 1 take `base + per * (n + 1)`, and the n lose g besides. The sum of all delays is smaller by waiting
 * exactly when `(n + 1) * g + n * per < base`: fixed cost saved against time lost. The left side grows with n, so there
 * is a size from which a batch goes at once, the control limit that Deb and Serfozo (1973, Optimal control of batch
 * service queues) prove optimal for Poisson arrivals; looking one arrival ahead is an approximation of theirs.
 *
 * The cost is learned from batches that ran, the gap from arrivals. A gap lasts at least as long as nobody has come
 * already, so that the wait ends by itself: `(base - n * per) / (n + 1)` after the last arrival. Until batches of
 * different sizes have run nothing is waited for. While a batch runs, requests gather without any rule.
 */
export function adaptiveRule(maxWaitMs: number): ClosingRule {
  const cost = new BatchCostEstimate();
  let lastMs: number | undefined;
  let gapMs: number | undefined;
  return {
    onArrival(nowMs) {
      if (lastMs !== undefined) {
        const gap = nowMs - lastMs;
        gapMs = gapMs === undefined ? gap : gapMs + NEWEST * (gap - gapMs);
      }
      lastMs = nowMs;
    },
    onBatch(size, tookMs) {
      cost.add(size, tookMs);
    },
    closeAtMs({ count, oldestMs }) {
      const known = cost.get();
      if (known === undefined || gapMs === undefined || lastMs === undefined) return oldestMs;
      const worthMs = (known.baseMs - count * known.perRequestMs) / (count + 1);
      if (gapMs >= worthMs) return oldestMs;
      return Math.min(oldestMs + maxWaitMs, lastMs + worthMs);
    },
  };
}
