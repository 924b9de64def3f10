import { afterEach, describe, expect, it } from 'vitest';
import type { BalancedSpec, RagAnswer, RunningTier } from '../../../src/serving/tier.js';
import { startTier } from '../../../src/serving/tiers/start-tier.js';
import { smallTier } from './small-tier.js';

let tier: RunningTier | undefined;
afterEach(() => tier?.drain());

async function started(
  balanced: Partial<BalancedSpec>,
  emulated = { baseMs: 5, perRequestMs: 1, jitter: 0, contention: 0 },
) {
  const usual: BalancedSpec = {
    policy: 'least-outstanding',
    minInstances: 1,
    maxInstances: 1,
    warmInstances: 0,
    autoscale: 'none',
    sloMs: 1000,
  };
  tier = await startTier({ ...smallTier('balanced', {}, { emulated }), balanced: { ...usual, ...balanced } });
  return tier;
}

async function metricsOf({ url }: RunningTier): Promise<string> {
  return (await fetch(`${url}/metrics`)).text();
}

describe('what a tier says of balancing', () => {
  it('makes as many instances as it says, and tells where each listens', async () => {
    const text = await metricsOf(await started({ minInstances: 2, maxInstances: 3, autoscale: 'delay' }));
    expect(text).toContain('mls_instances{state="serving",tier="balanced"} 2');
    const workers = [...text.matchAll(/mls_worker_info\{worker="\d",url="([^"]+)",tier="balanced"\} 1/g)];
    expect(workers).toHaveLength(2);
    const own = await (await fetch(`${workers[0]?.[1]}/metrics`)).text();
    expect(own).toContain('mls_batch_size_count');
  });

  it('keeps one ready beside those that serve', async () => {
    const running = await started({ warmInstances: 1 });
    await expect
      .poll(() => metricsOf(running), { timeout: 60_000 })
      .toContain('mls_instances{state="standby",tier="balanced"} 1');
    expect(await metricsOf(running)).toContain('mls_instances{state="serving",tier="balanced"} 1');
  });

  it('is known to workers on one device, which slow one another', async () => {
    const profile = { baseMs: 20, perRequestMs: 0, jitter: 0, contention: 9 };
    const { url } = await started({ minInstances: 2, maxInstances: 2 }, profile);
    const generateMs = async (): Promise<number> => {
      const response = await fetch(`${url}/rag`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"query":"hover"}',
      });
      const { timings }: RagAnswer = JSON.parse(await response.text());
      return timings.generateMs;
    };
    // 20 ms alone. It takes what it takes: only that it is not answered as if it were alone is said, once it was told.
    await expect.poll(generateMs, { timeout: 60_000 }).toBeGreaterThan(150);
  });
});
