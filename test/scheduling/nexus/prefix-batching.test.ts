import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type PrefixGroup,
  prefixBatchMs,
  prefixMemoryBytes,
  prefixProfile,
} from '../../../src/scheduling/nexus/prefix-batching.js';
import { linearProfile } from '../../../src/scheduling/profiles/linear-profile.js';

const counts = fc.array(fc.integer({ min: 0, max: 8 }), { minLength: 1, maxLength: 10 });

/** The same requests as one batch of each whole model. */
function separateBatchesMs({ prefix, suffixes }: PrefixGroup, requests: readonly number[]): number {
  return suffixes.reduce((sum, suffix, i) => {
    const count = requests[i] ?? 0;
    return count === 0 ? sum : sum + prefix.ms(count) + suffix.ms(count);
  }, 0);
}

describe('prefix batching', () => {
  it('pays the prefix once: it saves its fixed part for every further model that has requests', () => {
    fc.assert(
      fc.property(counts, fc.integer({ min: 1, max: 20 }), (requests, baseMs) => {
        const group = {
          prefix: linearProfile(2, baseMs, 100),
          suffixes: requests.map(() => linearProfile(1, 3, 8)),
        };
        const models = requests.filter((count) => count > 0).length;
        const saved = separateBatchesMs(group, requests) - prefixBatchMs(group, requests);
        expect(saved).toBe(Math.max(0, models - 1) * baseMs);
      }),
    );
  });

  it('is a model to plan with, slower for more requests', () => {
    const group = {
      prefix: linearProfile(1, 10, 64),
      suffixes: [linearProfile(1, 2, 64), linearProfile(1, 2, 64), linearProfile(1, 2, 64)],
    };
    const profile = prefixProfile(group);
    expect([1, 2, 3, 4].map((batch) => profile.ms(batch))).toEqual([14, 18, 22, 24]);
    expect(profile.maxBatch).toBe(64);
  });

  it('holds the shared weights once', () => {
    expect(prefixMemoryBytes(90, 10, 10)).toBe(190);
  });
});
