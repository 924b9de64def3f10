import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Candidate } from '../../../../src/serving/balanced/policies/policy.js';
import { openPolicy, POLICY_NAMES } from '../../../../src/serving/balanced/policies/registry.js';

const candidates = fc.uniqueArray(
  fc.record({ id: fc.nat(50), ready: fc.boolean(), outstanding: fc.nat(20) }),
  { selector: ({ id }) => id, maxLength: 8 },
);

/** `picks` requests that are all outstanding until the end; how many each candidate got. */
function fill(name: (typeof POLICY_NAMES)[number], seed: number, workers: number, picks: number): number[] {
  const policy = openPolicy(name, seed);
  const got = Array.from({ length: workers }, () => 0);
  for (let i = 0; i < picks; i++) {
    const chosen = policy.choose(got.map((outstanding, id) => ({ id, ready: true, outstanding })));
    if (chosen === undefined) throw new Error('nobody was chosen');
    got[chosen.id] = (got[chosen.id] ?? 0) + 1;
  }
  return got;
}

describe.each(POLICY_NAMES)('%s', (name) => {
  it('chooses a ready candidate, if there is one, whatever comes and goes', () => {
    fc.assert(
      fc.property(fc.array(candidates, { maxLength: 30 }), fc.integer(), (rounds, seed) => {
        const policy = openPolicy(name, seed);
        for (const round of rounds) {
          const chosen = policy.choose(round);
          if (round.some(({ ready }) => ready)) expect(chosen?.ready).toBe(true);
          else expect(chosen).toBeUndefined();
          if (chosen !== undefined) expect(round).toContain(chosen);
        }
      }),
    );
  });

  it('leaves the candidates as they are', () => {
    fc.assert(
      fc.property(candidates, (round) => {
        const before = structuredClone(round);
        openPolicy(name, 1).choose(round);
        expect(round).toEqual(before);
      }),
    );
  });

  it('gives equal workers equal shares of requests that stay, but for a few', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 2, max: 6 }), (seed, workers) => {
        const got = fill(name, seed, workers, workers * 200);
        expect(Math.max(...got) - Math.min(...got)).toBeLessThanOrEqual(name === 'power-of-two' ? 12 : 0);
      }),
    );
  });

  it('lets nobody wait for ever when all are always idle', () => {
    const policy = openPolicy(name, 7);
    const seen = new Set<number>();
    const idle: Candidate[] = [3, 9, 4, 11].map((id) => ({ id, ready: true, outstanding: 0 }));
    for (let i = 0; i < 200; i++) seen.add(policy.choose(idle)?.id ?? -1);
    expect([...seen].sort((a, b) => a - b)).toEqual([3, 4, 9, 11]);
  });

  it('chooses the same again from the same seed', () => {
    expect(fill(name, 5, 4, 50)).toEqual(fill(name, 5, 4, 50));
  });
});

describe('round-robin', () => {
  it('keeps its turn while workers come, go and are not ready', () => {
    const policy = openPolicy('round-robin', 0);
    const of = (...ids: number[]) =>
      policy.choose(ids.map((id) => ({ id, ready: id > 0, outstanding: 0 })))?.id;
    expect([of(1, 2, 3), of(1, 2, 3), of(1, 3), of(1, 3, 4), of(1, 3, 4), of(-3, 1, 4)]).toEqual([
      1, 2, 3, 4, 1, 4,
    ]);
  });
});

describe('least-outstanding', () => {
  it('never chooses a busier worker than the least busy', () => {
    fc.assert(
      fc.property(candidates, (round) => {
        const chosen = openPolicy('least-outstanding', 0).choose(round);
        const ready = round.filter((candidate) => candidate.ready);
        if (chosen) expect(chosen.outstanding).toBe(Math.min(...ready.map((each) => each.outstanding)));
      }),
    );
  });
});

describe('power-of-two', () => {
  it('never chooses the only busiest of several', () => {
    fc.assert(
      fc.property(candidates, fc.integer(), (round, seed) => {
        const ready = round.filter((candidate) => candidate.ready);
        const most = Math.max(...ready.map(({ outstanding }) => outstanding));
        fc.pre(ready.length > 1 && ready.filter(({ outstanding }) => outstanding === most).length === 1);
        expect(openPolicy('power-of-two', seed).choose(round)?.outstanding).toBeLessThan(most);
      }),
    );
  });

  it('differs with the seed', () => {
    const idle = Array.from({ length: 5 }, (_, id) => ({ id, ready: true, outstanding: 0 }));
    const drawn = (seed: number) => {
      const policy = openPolicy('power-of-two', seed);
      return Array.from({ length: 20 }, () => policy.choose(idle)?.id);
    };
    expect(drawn(1)).not.toEqual(drawn(2));
  });
});
