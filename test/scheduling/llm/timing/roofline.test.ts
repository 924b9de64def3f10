import { describe, expect, it } from 'vitest';
import type { Slice } from '../../../../src/scheduling/llm/iteration.js';
import {
  kvBlocksBeside,
  kvBytesPerToken,
  rooflineTiming,
} from '../../../../src/scheduling/llm/timing/roofline.js';
import { requestsOf } from '../run-llm.js';

const model = { parameters: 8e9, blocks: 32, queryWidth: 4096, keyWidth: 1024, bytesPerValue: 2 };
const device = { flopsPerSecond: 100e12, bytesPerSecond: 1e12, memoryBytes: 24e9 };
const [request] = requestsOf([[100, 10]]);
if (request === undefined) throw new Error('expected a request');
const slice = (tokens: number, contextTokens: number): Slice => ({
  request,
  tokens,
  contextTokens,
  output: 1,
});

describe('rooflineTiming', () => {
  const timing = rooflineTiming(model, device, 1);

  it('of generation is what reading the weights and all keys and values takes', () => {
    const bytes = 16e9 + 131_072 * (2 * 1000 + 2);
    expect(timing.stepMs([slice(1, 1000), slice(1, 1000)])).toBeCloseTo(bytes / 1e9, 9);
  });

  it('of a long prompt is what its operations take', () => {
    // 4 L w of the 2048 (2048 + 1) / 2 pairs beside two for each parameter and position.
    const flops = 2 * 8e9 * 2048 + 4 * 32 * 4096 * 1024 * 2049;
    expect(timing.stepMs([slice(2048, 0)])).toBeCloseTo(flops / 100e9, 6);
  });

  it('counts a prompt in chunks as it counts it whole, where operations bound it', () => {
    const parts = timing.stepMs([slice(1000, 0)]) + timing.stepMs([slice(1048, 1000)]);
    expect(parts).toBeCloseTo(timing.stepMs([slice(2048, 0)]), 6);
  });

  it('is longer by the share that a device reaches', () => {
    const half = rooflineTiming(model, device, 0.5);
    expect(half.stepMs([slice(1, 10)])).toBeCloseTo(2 * timing.stepMs([slice(1, 10)]), 9);
  });

  it('says how many blocks of keys and values are left beside the weights', () => {
    expect(kvBytesPerToken(model)).toBe(131_072);
    const blocks = Math.floor((24e9 * 0.9 - 16e9) / (131_072 * 16));
    expect(kvBlocksBeside(model, device, { memoryShare: 0.9, blockTokens: 16 })).toBe(blocks);
    expect(
      kvBlocksBeside(model, { ...device, memoryBytes: 16e9 }, { memoryShare: 0.9, blockTokens: 16 }),
    ).toBe(0);
  });
});
