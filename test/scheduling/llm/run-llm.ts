import type { Iteration } from '../../../src/scheduling/llm/iteration.js';
import { type LlmLimits, VLLM_LIMITS } from '../../../src/scheduling/llm/limits.js';
import { llmExecutor } from '../../../src/scheduling/llm/llm-executor.js';
import type { LlmRequest } from '../../../src/scheduling/llm/llm-request.js';
import { openLlmPolicy } from '../../../src/scheduling/llm/policies.js';
import type { StepTiming } from '../../../src/scheduling/llm/timing/step-timing.js';
import { NO_DELAYS } from '../../../src/scheduling/policy.js';
import { simulate } from '../../../src/scheduling/simulation/simulate.js';

export interface RanIteration extends Iteration {
  readonly gpu: number;
  readonly startMs: number;
  readonly endMs: number;
}

/** Prompt, answer and time of arrival. */
export type Asked = readonly [promptTokens: number, outputTokens: number, arrivalMs?: number];

export function requestsOf(asked: readonly Asked[]): LlmRequest[] {
  return asked.map(([promptTokens, outputTokens, arrivalMs = 0], id) => ({
    ...{ id, model: 0, arrivalMs, deadlineMs: Number.POSITIVE_INFINITY, promptTokens, outputTokens },
  }));
}

/** 1 ms a pass, whatever is in it. */
export const ONE_MS: StepTiming = { stepMs: () => 1 };

export const ROOMY: LlmLimits = { ...VLLM_LIMITS, kvBlocks: 1000 };

/** Every iteration in the order in which they ended, and which requests were answered when. */
export async function runLlm(
  policy: string,
  asked: readonly Asked[],
  limits: LlmLimits = ROOMY,
  timing: StepTiming = ONE_MS,
  gpus = 1,
) {
  const iterations: RanIteration[] = [];
  const answeredMs: Record<number, number> = {};
  const dropped: number[] = [];
  await simulate({
    policy: openLlmPolicy(policy, limits),
    setup: { models: [], gpus, delays: NO_DELAYS },
    executor: llmExecutor(timing, limits, 0),
    arrivals: requestsOf(asked),
    observers: [
      {
        ran: (gpu, work, startMs, endMs) => iterations.push({ ...work, gpu, startMs, endMs }),
        answered: ({ id }, atMs) => {
          answeredMs[id] = atMs;
        },
        dropped: ({ id }) => dropped.push(id),
      },
    ],
  });
  return { iterations, answeredMs, dropped };
}

/** `id:context+tokens`, and `>n` where the n-th token of the answer comes of it. */
export function written({ slices }: Iteration): string {
  return slices
    .map(({ request: { id }, contextTokens, tokens, output }) =>
      [`${id}:${contextTokens}+${tokens}`, ...(output > 0 ? [output] : [])].join('>'),
    )
    .join(' ');
}
