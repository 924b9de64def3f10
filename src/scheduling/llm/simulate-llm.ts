import { NO_DELAYS } from '../policy.js';
import { simulate } from '../simulation/simulate.js';
import type { Fault } from '../simulation/simulation.js';
import type { SimulationTools } from '../simulation/simulation-tools.js';
import type { LlmLimits } from './limits.js';
import { llmExecutor } from './llm-executor.js';
import type { LlmRequest } from './llm-request.js';
import { type GpuUse, TokenRecorder, type TokenTimes } from './metrics/token-times.js';
import { openLlmPolicy } from './policies.js';
import type { StepTiming } from './timing/step-timing.js';

export interface LlmSimulation {
  readonly policy: string;
  readonly requests: readonly LlmRequest[];
  readonly gpus: number;
  readonly limits: LlmLimits;
  readonly timing: StepTiming;
  /** For each iteration, beside what the GPU takes. */
  readonly hostMs: number;
  readonly faults?: readonly Fault[] | undefined;
}

export interface LlmOutcome {
  readonly answers: readonly TokenTimes[];
  readonly dropped: number;
  readonly unfinished: number;
  readonly use: GpuUse;
  readonly endMs: number;
}

/** Serves requests for one model on GPUs that each hold a copy of it. */
export async function simulateLlm(
  { policy, requests, gpus, limits, timing, hostMs, faults }: LlmSimulation,
  tools?: SimulationTools,
): Promise<LlmOutcome> {
  const recorder = new TokenRecorder();
  const end = await simulate(
    {
      policy: openLlmPolicy(policy, limits),
      setup: { models: [], gpus, delays: NO_DELAYS },
      executor: llmExecutor(timing, limits, hostMs),
      arrivals: requests,
      expectedRequests: requests.length,
      faults,
      observers: [recorder],
    },
    tools,
  );
  return {
    answers: recorder.answers(),
    dropped: recorder.droppedCount,
    unfinished: end.unfinished.length,
    use: recorder.use,
    endMs: end.endMs,
  };
}
