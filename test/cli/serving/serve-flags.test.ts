import { describe, expect, it } from 'vitest';
import { parseServeFlags, type ServeFlags } from '../../../src/cli/serving/serve-flags.js';
import { UsageError } from '../../../src/errors.js';

const USUAL: ServeFlags = {
  tier: 'batched',
  model: 'emulated',
  corpus: 'animals',
  host: '127.0.0.1',
  port: '8000',
  'max-batch': '10',
  'max-wait': '500ms',
  'max-queue': '100',
  close: 'adaptive',
  balance: 'round-robin',
  instances: '2:3',
  warm: '0',
  autoscale: 'rps',
  timeout: '60s',
  slo: 'p99=1500ms',
  'max-tokens': '32',
  jitter: '5%',
};

describe('flags of mls serve', () => {
  it('make a tier', () => {
    expect(parseServeFlags({ ...USUAL, threads: '2', 'max-wait': '0.5s', latency: '20+2.5' })).toEqual({
      tier: 'batched',
      pipeline: {
        model: 'emulated',
        corpus: 'animals',
        emulated: { baseMs: 20, perRequestMs: 2.5, jitter: 0.05 },
        threads: 2,
        maxTokens: 32,
      },
      batching: { maxBatch: 10, maxWaitMs: 500, maxQueue: 100, close: 'adaptive' },
      host: '127.0.0.1',
      port: 8000,
      requestTimeoutMs: 60_000,
    });
    const { pipeline } = parseServeFlags({ ...USUAL, latency: '77, 100,130', jitter: '0' });
    expect(pipeline.emulated).toEqual({ tableMs: [77, 100, 130], jitter: 0 });
    const shared = parseServeFlags({ ...USUAL, latency: '20+2', contention: '0.4' });
    expect(shared.pipeline.emulated).toEqual({ baseMs: 20, perRequestMs: 2, jitter: 0.05, contention: 0.4 });
  });

  it('say how balanced spreads requests, and nothing of it for other tiers', () => {
    const flags = { balance: 'power-of-two', instances: '1:4', warm: '1', autoscale: 'delay', slo: 'p95=2s' };
    expect(parseServeFlags({ ...USUAL, ...flags, tier: 'balanced' }).balanced).toEqual({
      policy: 'power-of-two',
      minInstances: 1,
      maxInstances: 4,
      warmInstances: 1,
      autoscale: 'delay',
      sloMs: 2000,
    });
    expect(parseServeFlags({ ...USUAL, instances: '3', tier: 'balanced' }).balanced).toMatchObject({
      minInstances: 3,
      maxInstances: 3,
    });
    expect(parseServeFlags({ ...USUAL, ...flags })).not.toHaveProperty('balanced');
  });

  it.each([
    [{ tier: 'batchd' }, /did you mean batched/],
    [{ port: '70000' }, /--port/],
    [{ port: '-1' }, /--port/],
    [{ 'max-batch': '0' }, /--max-batch/],
    [{ 'max-wait': 'soon' }, /--max-wait/],
    [{ close: 'now' }, /--close/],
    [{ latency: '5+' }, /--latency/],
    [{ latency: '20,10' }, /--latency/],
    [{ latency: '20+2', model: 'default' }, /--model emulated/],
    [{ latency: '20+2', jitter: '200%' }, /--jitter/],
    [{ contention: '20%' }, /--contention with --latency/],
    [{ balance: 'round-robbin' }, /did you mean round-robin/],
    [{ policy: 'round-robin,power-of-two', tier: 'balanced' }, /one --policy/],
    [{ policy: 'power-of-two' }, /--policy with --tier balanced/],
    [{ instances: '3:2' }, /--instances/],
    [{ instances: '1:2:3' }, /--instances/],
    [{ warm: '-1' }, /--warm/],
    [{ autoscale: 'delay', slo: 'errors=1%' }, /--slo to name a latency/],
  ])('are refused where they cannot be meant: %j', (flags, message) => {
    const parse = () => parseServeFlags({ ...USUAL, ...flags });
    expect(parse).toThrow(UsageError);
    expect(parse).toThrow(message);
  });
});
