import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tokensOf } from '../../../../src/scheduling/llm/iteration.js';
import { blocksFor, type LlmLimits } from '../../../../src/scheduling/llm/limits.js';
import { LLM_POLICY_NAMES } from '../../../../src/scheduling/llm/policies.js';
import type { StepTiming } from '../../../../src/scheduling/llm/timing/step-timing.js';
import { type Asked, requestsOf, runLlm } from '../run-llm.js';

const limits: fc.Arbitrary<LlmLimits> = fc.record({
  kvBlocks: fc.integer({ min: 4, max: 40 }),
  blockTokens: fc.constantFrom(1, 4, 16),
  tokenBudget: fc.integer({ min: 2, max: 64 }),
  chunkTokens: fc.integer({ min: 1, max: 32 }),
  maxSequences: fc.integer({ min: 1, max: 8 }),
  watermark: fc.constantFrom(0, 0.01, 0.2),
});

const asked = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 80 }), fc.integer({ min: 1, max: 30 }), fc.nat(20)), {
    maxLength: 15,
  })
  .map((all): Asked[] => all.sort((one, other) => one[2] - other[2]));

const timing: StepTiming = { stepMs: (slices) => 0.5 + slices.length / 4 };

describe.each(LLM_POLICY_NAMES)('%s', (name) => {
  const check = (
    holds: (run: Awaited<ReturnType<typeof runLlm>>, limits: LlmLimits, asked: Asked[]) => void,
    mostGpus = 2,
  ) =>
    fc.assert(
      fc.asyncProperty(limits, asked, fc.integer({ min: 1, max: mostGpus }), async (given, requests, gpus) =>
        holds(await runLlm(name, requests, given, timing, gpus), given, requests),
      ),
    );

  it('brings every token of every answer once and in order, from all positions before it', () =>
    check(({ iterations, dropped }, _, requests) => {
      const tokens = requests.map((): number[] => []);
      for (const { slices } of iterations) {
        for (const { request, contextTokens, tokens: computed, output } of slices) {
          if (output === 0) continue;
          tokens[request.id]?.push(output);
          expect(contextTokens + computed).toBe(request.promptTokens + output - 1);
        }
      }
      const expected = requests.map(([, outputTokens], id) =>
        dropped.includes(id) ? [] : Array.from({ length: outputTokens }, (_, i) => i + 1),
      );
      expect(tokens).toEqual(expected);
    }));

  it('computes each position where the last left off, or again from the beginning of some block', () =>
    check(({ iterations }, { blockTokens }) => {
      // On each GPU: what one has computed is of no use to another.
      const computed = new Map<string, number>();
      for (const { gpu, slices } of iterations) {
        for (const { request, contextTokens, tokens } of slices) {
          const place = `${request.id} on ${gpu}`;
          const before = computed.get(place) ?? 0;
          if (contextTokens !== before) {
            expect(contextTokens).toBeLessThan(before);
            expect(contextTokens % blockTokens).toBe(0);
          }
          computed.set(place, contextTokens + tokens);
        }
      }
    }));

  it('keeps to memory, to sequences and to its budget, but for one prompt that it may not cut', () =>
    check(({ iterations }, given) => {
      const budget = name === 'sarathi' ? Math.min(given.tokenBudget, given.chunkTokens) : given.tokenBudget;
      const cuts = ['vllm', 'continuous', 'sarathi'].includes(name);
      for (const iteration of iterations) {
        const { slices, kvBlocks } = iteration;
        const sizes = slices.map(({ tokens }) => tokens);
        const uncut = cuts ? 0 : Math.max(...sizes);
        expect(tokensOf(iteration) - uncut).toBeLessThanOrEqual(budget);
        expect(slices.length).toBeLessThanOrEqual(given.maxSequences);
        const held = slices.map(({ contextTokens, tokens }) => blocksFor(contextTokens + tokens, given));
        expect(held.reduce((sum, blocks) => sum + blocks, 0)).toBeLessThanOrEqual(kvBlocks);
        expect(kvBlocks).toBeLessThanOrEqual(given.kvBlocks);
        expect(new Set(slices.map(({ request }) => request.id)).size).toBe(slices.length);
      }
    }));

  it('brings first tokens of one GPU in the order of arrival', () =>
    check(({ iterations }) => {
      const first = iterations.flatMap(({ slices }, at) =>
        slices.flatMap(({ request, output }) => (output === 1 ? [{ id: request.id, at }] : [])),
      );
      first.sort((one, other) => one.id - other.id);
      for (const [i, { at }] of first.entries()) expect(at).toBeGreaterThanOrEqual(first[i - 1]?.at ?? 0);
    }, 1));

  it('drops only what could never be held, and throws nobody out where memory is reserved', () =>
    check(({ iterations, dropped }, given, requests) => {
      const never = requestsOf(requests).filter(
        ({ promptTokens, outputTokens }) =>
          blocksFor(promptTokens + outputTokens - 1, given) > given.kvBlocks,
      );
      expect(dropped).toEqual(never.map(({ id }) => id));
      const preempted = iterations.reduce((sum, iteration) => sum + iteration.preempted, 0);
      if (['orca', 'static'].includes(name)) expect(preempted).toBe(0);
    }));
});
