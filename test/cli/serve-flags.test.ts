import { describe, expect, it } from 'vitest';
import { parseServeFlags, type ServeFlags } from '../../src/cli/serve-flags.js';
import { UsageError } from '../../src/errors.js';

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
  timeout: '60s',
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
  ])('are refused where they cannot be meant: %j', (flags, message) => {
    const parse = () => parseServeFlags({ ...USUAL, ...flags });
    expect(parse).toThrow(UsageError);
    expect(parse).toThrow(message);
  });
});
