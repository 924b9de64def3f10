import { describe, expect, it } from 'vitest';
import { edf, fcfs, sjf } from '../../../src/scheduling/policies/one-at-a-time.js';
import type { Model } from '../../../src/scheduling/policy.js';
import { linearProfile } from '../../../src/scheduling/profiles/linear-profile.js';
import { arrivals, played } from './scene.js';

const LONG: Model = { name: 'long', sloMs: 60, latency: linearProfile(1, 9, 8) };
const SHORT: Model = { name: 'short', sloMs: 90, latency: linearProfile(1, 4, 8) };

const requests = arrivals(
  { at: 0, slo: 60 },
  { at: 1, slo: 90, model: 1 },
  { at: 2, slo: 60 },
  { at: 3, slo: 90, model: 1 },
);

describe('one request at a time', () => {
  it.each([
    ['in the order of arrival', fcfs, ['10 answered 0', '15 answered 1', '25 answered 2', '30 answered 3']],
    ['the shortest first', sjf, ['10 answered 0', '15 answered 1', '20 answered 3', '30 answered 2']],
    ['the one due first', edf, ['10 answered 0', '20 answered 2', '25 answered 1', '30 answered 3']],
  ])('%s', async (_, policy, expected) => {
    const seen = await played(policy, requests, { models: [LONG, SHORT] });
    expect(seen.filter((line) => line.includes('answered'))).toEqual(expected);
  });

  it('drops what can no longer be in time when its turn comes', async () => {
    const seen = await played(fcfs, arrivals({ at: 0, slo: 60 }, { at: 1, slo: 18 }, { at: 1, slo: 60 }), {
      models: [LONG],
    });
    expect(seen).toContain('10 dropped 1');
    expect(seen).toContain('20 answered 2');
  });
});
