import { describe, expect, it } from 'vitest';
import { balancedBy, parsePolicies } from '../../../src/cli/serving/policies.js';
import { UsageError } from '../../../src/errors.js';
import { openPolicy, POLICY_NAMES } from '../../../src/scheduling/registry.js';

const SCALING = {
  minInstances: 2,
  maxInstances: 3,
  warmInstances: 0,
  autoscale: 'rps',
  sloMs: 1500,
} as const;
const LIVE = POLICY_NAMES.filter((name) => !openPolicy(name).needs.includes('preempts'));
const NOT_LIVE = POLICY_NAMES.filter((name) => !LIVE.includes(name));

describe('what --policy names', () => {
  it('is a choice of a worker or a scheduling policy, in the order given; else what --balance names', () => {
    expect(parsePolicies({ policy: 'power-of-two, symphony', balance: 'round-robin' })).toEqual([
      'power-of-two',
      { scheduling: 'symphony' },
    ]);
    expect(parsePolicies({ balance: 'round-robin,least-outstanding' })).toEqual([
      'round-robin',
      'least-outstanding',
    ]);
    expect(parsePolicies({ balance: 'symphony' })).toEqual([{ scheduling: 'symphony' }]);
  });

  it('is, of all, what workers can follow', () => {
    const all = parsePolicies({ policy: 'all', balance: 'round-robin' });
    expect(all).toEqual([
      ...['round-robin', 'least-outstanding', 'power-of-two'],
      ...LIVE.map((scheduling) => ({ scheduling })),
    ]);
  });

  it.each(NOT_LIVE)('is not %s, which needs what workers do not do: one line says why', (name) => {
    expect(() => parsePolicies({ policy: name, balance: 'round-robin' })).toThrow(
      /^expected a policy that real workers can follow, such as .*; got ".*", which stops batches that run.*$/,
    );
  });

  it('is not what there is not', () => {
    expect(() => parsePolicies({ policy: 'symphny', balance: 'round-robin' })).toThrow(
      /expected --policy to be one of round-robin, .*did you mean symphony/,
    );
    expect(() => parsePolicies({ balance: 'none' })).toThrow(UsageError);
  });
});

describe('a policy of balanced', () => {
  it('has no autoscaler beside it where it schedules, unless one was named, of which it is told', () => {
    expect(balancedBy('round-robin', SCALING, false)).toEqual({ ...SCALING, policy: 'round-robin' });
    const policy = { scheduling: 'symphony' };
    expect(balancedBy(policy, SCALING, false)).toEqual({ ...SCALING, policy, autoscale: 'none' });
    expect(balancedBy(policy, SCALING, true)).toEqual({ ...SCALING, policy });
  });

  it('has a latency to keep where it schedules', () => {
    const unbounded = { ...SCALING, sloMs: Number.POSITIVE_INFINITY };
    expect(() => balancedBy({ scheduling: 'symphony' }, unbounded, false)).toThrow(/--slo to name a latency/);
    expect(balancedBy('round-robin', unbounded, false).sloMs).toBe(Number.POSITIVE_INFINITY);
  });
});
