import type { Executor } from '../simulation/executor.js';
import { type Iteration, tokensOf } from './iteration.js';
import { blocksFor, type LlmLimits } from './limits.js';
import type { LlmRequest } from './llm-request.js';
import type { StepTiming } from './timing/step-timing.js';

/**
 * A GPU that runs iterations, and holds them to its limits by what is in them alone.
 * @param hostMs what the host needs for each iteration: scheduling, sampling, sending
 */
export function llmExecutor(
  timing: StepTiming,
  limits: LlmLimits,
  hostMs: number,
): Executor<LlmRequest, Iteration> {
  return {
    durationMs: ({ slices }) => timing.stepMs(slices) + hostMs,
    requestsOf: ({ slices }) => slices.map(({ request }) => request),
    completedBy: ({ slices }) =>
      slices.filter(({ request, output }) => output === request.outputTokens).map(({ request }) => request),
    refusal: (iteration) => refusalOf(iteration, limits),
  };
}

/** A prompt that is not cut may be longer than the budget, but only one of an iteration. */
function refusalOf(iteration: Iteration, limits: LlmLimits): string | undefined {
  const { slices } = iteration;
  if (slices.length === 0 || slices.some(({ tokens }) => !(tokens > 0)))
    return 'an iteration computes nothing';
  if (slices.length > limits.maxSequences)
    return `${slices.length} sequences run where ${limits.maxSequences} may`;
  const longest = slices.reduce((most, { tokens }) => Math.max(most, tokens), 0);
  const others = tokensOf(iteration) - longest;
  if (others > limits.tokenBudget) return `${others} positions are computed of ${limits.tokenBudget}`;
  const held = slices.reduce(
    (sum, { contextTokens, tokens }) => sum + blocksFor(contextTokens + tokens, limits),
    0,
  );
  const blocks = Math.max(held, iteration.kvBlocks);
  if (blocks > limits.kvBlocks) return `${blocks} blocks of memory are used of ${limits.kvBlocks}`;
  return undefined;
}
