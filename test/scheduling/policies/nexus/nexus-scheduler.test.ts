import { describe, expect, it } from 'vitest';
import { nexus, nexusIncremental, nexusLazy } from '../../../../src/scheduling/policies/nexus/index.js';
import type { Model } from '../../../../src/scheduling/policy.js';
import { linearProfile } from '../../../../src/scheduling/profiles/linear-profile.js';
import { arrivals, FIVE_MS, played } from '../scene.js';

const steady = (count: number, gapMs: number, model = 0) =>
  Array.from({ length: count }, (_, i) => ({ at: i * gapMs, model }));

function gpusOf(seen: readonly string[]): Set<string> {
  return new Set(seen.flatMap((line) => /ran .* on (\d+)/.exec(line)?.[1] ?? []));
}

describe('Nexus', () => {
  it.each([
    nexus,
    nexusLazy,
    nexusIncremental,
  ])('$name spreads a session over the GPUs that it was planned on', async (policy) => {
    // A batch of 8 in 12 ms is 667/s of a GPU: both are planned whole.
    const models: Model[] = [{ ...FIVE_MS, expectedPerSecond: 1300 }];
    const seen = await played(policy, arrivals({ at: 0 }, { at: 0 }, { at: 0 }, { at: 0 }), {
      models,
      gpus: 2,
    });
    expect(seen).toEqual(expect.arrayContaining(['0-5 ran 0 on 0', '0-5 ran 1 on 1', '5-10 ran 2 on 0']));
  });

  it('goes round the sessions of a GPU, a planned batch of each at most', async () => {
    const models: Model[] = ['a', 'b'].map((name) => ({
      ...{ name, sloMs: 100, latency: linearProfile(1, 9, 32) },
      expectedPerSecond: 100,
    }));
    const burst = [
      { at: 0, slo: 100 },
      ...Array.from({ length: 30 }, () => ({ at: 1, slo: 100 })),
      { at: 2, slo: 100, model: 1 },
    ];
    const ran = (await played(nexus, arrivals(...burst), { models })).filter((line) =>
      line.includes(' ran '),
    );
    const batches = ran.map((line) => (/ran (\S+) on/.exec(line)?.[1] ?? '').split('+'));
    expect(batches[0]).toEqual(['0']);
    expect(batches[1]).toEqual(['31']);
    expect(batches[2]?.length).toBeLessThan(30);
    expect(batches[2]?.length).toBeGreaterThan(5);
  });

  it('moves what waits when a GPU fails, and uses it again when it is back', async () => {
    const models: Model[] = [{ ...FIVE_MS, sloMs: 60, expectedPerSecond: 300 }];
    const faults = [{ gpu: 1, downMs: 22, upMs: 101 }];
    const requests = arrivals(...steady(80, 2).map((one) => ({ ...one, slo: 60 })));
    const seen = await played(nexus, requests, { models, gpus: 2, faults });
    expect(seen.filter((line) => line.includes('answered'))).toHaveLength(80);
    const onSecond = seen.flatMap((line) => /^(\d+)-\d+ ran .* on 1$/.exec(line)?.[1] ?? []).map(Number);
    expect(onSecond.some((startMs) => startMs < 22)).toBe(true);
    expect(onSecond.some((startMs) => startMs >= 22 && startMs < 101)).toBe(false);
    expect(onSecond.some((startMs) => startMs >= 101)).toBe(true);
  });

  it('plans anew for rates that were measured over an epoch', async () => {
    // Two models are expected alike, but only the second comes, at more than its GPU holds.
    const models: Model[] = ['a', 'b'].map((name) => ({
      ...{ name, sloMs: 25, latency: linearProfile(1, 4, 8) },
      expectedPerSecond: 600,
    }));
    const seen = await played(nexus, arrivals(...steady(14_000, 1, 1)), { models, gpus: 2 });
    const before = seen.filter((line) => Number(/^(\d+)/.exec(line)?.[1]) < 9000);
    const after = seen.filter((line) => Number(/^(\d+)/.exec(line)?.[1]) > 12_100);
    expect(gpusOf(before)).toEqual(new Set(['1']));
    expect(gpusOf(after)).toEqual(new Set(['0', '1']));
    expect(before.some((line) => line.includes('dropped'))).toBe(true);
    expect(after.some((line) => line.includes('dropped'))).toBe(false);
  });

  it('as released gives a session that grew what its GPU has not', async () => {
    const models: Model[] = ['a', 'b'].map((name) => ({
      ...{ name, sloMs: 25, latency: linearProfile(1, 4, 8) },
      expectedPerSecond: 200,
    }));
    const both = [...steady(14_000, 1, 1), ...steady(280, 50, 0)].sort((one, other) => one.at - other.at);
    const seen = await played(nexusIncremental, arrivals(...both), { models, gpus: 3 });
    const after = seen.filter((line) => Number(/^(\d+)/.exec(line)?.[1]) > 12_100);
    expect(gpusOf(after).size).toBeGreaterThan(1);
    expect(after.some((line) => line.includes('dropped'))).toBe(false);
  });

  it('tries what it cannot promise', async () => {
    // A second batch would not be in time, so that no plan has it.
    const models: Model[] = [
      { name: 'tight', sloMs: 8, latency: linearProfile(1, 4, 8), expectedPerSecond: 50 },
    ];
    expect(await played(nexus, arrivals({ at: 0, slo: 8 }), { models })).toContain('5 answered 0');
  });
});
