import { describe, expect, it } from 'vitest';
import type { Slice } from '../../../../src/scheduling/llm/iteration.js';
import { profiledTiming } from '../../../../src/scheduling/llm/timing/profiled-timing.js';
import { requestsOf } from '../run-llm.js';
import { linearProfileOfLayers } from './profile.js';

const [request] = requestsOf([[100, 10]]);
if (request === undefined) throw new Error('expected a request');
const slice = (tokens: number, contextTokens: number): Slice => ({
  request,
  tokens,
  contextTokens,
  output: 1,
});

describe('profiledTiming', () => {
  it('counts layers of a block as often as there are blocks, norms twice in each, and outer layers once', () => {
    const one = (us: Readonly<Record<string, number>>, blocks: number) =>
      profiledTiming(linearProfileOfLayers(us), blocks).stepMs([slice(40, 0), slice(1, 500), slice(1, 700)]);
    // 42 positions, of which each takes 1 us of attention in every block.
    const attentionMs = (blocks: number) => (blocks * 42) / 1000;
    expect(one({}, 3)).toBeCloseTo(attentionMs(3), 9);
    expect(one({ layernorm: 10 }, 3) - attentionMs(3)).toBeCloseTo((2 * 3 * 42 * 10) / 1000, 9);
    expect(one({ qkv_proj: 10 }, 3) - attentionMs(3)).toBeCloseTo((3 * 42 * 10) / 1000, 9);
    expect(one({ embedding: 10, final_layernorm: 5 }, 3) - attentionMs(3)).toBeCloseTo((42 * 15) / 1000, 9);
    expect(one({ lm_head: 10, sampler: 5 }, 3) - attentionMs(3)).toBeCloseTo((3 * 15) / 1000, 9);
  });

  it('names a layer that the profile lacks', () => {
    const profile = linearProfileOfLayers({});
    const dense = new Map([...profile.dense].filter(([name]) => name !== 'o_proj'));
    expect(() => profiledTiming({ ...profile, dense }, 32)).toThrow(
      /expected the layer o_proj in dense.csv of the profile; got embedding, layernorm/,
    );
  });
});
