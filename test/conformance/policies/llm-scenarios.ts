import fc from 'fast-check';
import type { Iteration } from '../../../src/scheduling/llm/iteration.js';
import type { LlmLimits } from '../../../src/scheduling/llm/limits.js';
import { llmExecutor } from '../../../src/scheduling/llm/llm-executor.js';
import type { LlmRequest } from '../../../src/scheduling/llm/llm-request.js';
import { openLlmPolicy } from '../../../src/scheduling/llm/policies.js';
import type { StepTiming } from '../../../src/scheduling/llm/timing/step-timing.js';
import type { Model } from '../../../src/scheduling/policy.js';
import { linearProfile } from '../../../src/scheduling/profiles/linear-profile.js';
import type { Fault, Simulation } from '../../../src/scheduling/simulation/simulation.js';

export interface LlmScenario {
  readonly gpus: number;
  readonly limits: LlmLimits;
  readonly requests: readonly {
    readonly gapMs: number;
    readonly promptTokens: number;
    readonly outputTokens: number;
  }[];
  readonly faults: readonly (readonly { readonly upForMs: number; readonly downForMs: number }[])[];
  readonly controlMs: number;
}

/** Memory so small that sequences throw each other out, and some could never be answered. */
const limits: fc.Arbitrary<LlmLimits> = fc.record({
  kvBlocks: fc.integer({ min: 1, max: 24 }),
  blockTokens: fc.constantFrom(1, 4, 16),
  tokenBudget: fc.integer({ min: 1, max: 64 }),
  chunkTokens: fc.integer({ min: 1, max: 64 }),
  maxSequences: fc.integer({ min: 1, max: 8 }),
  watermark: fc.constantFrom(0, 0.01, 0.3),
});

const quarters = (max: number) => fc.integer({ min: 0, max: 4 * max }).map((n) => n / 4);
const outage = fc.record({ upForMs: quarters(60), downForMs: quarters(40).map((ms) => ms + 0.25) });

export const llmScenarios: fc.Arbitrary<LlmScenario> = fc.integer({ min: 1, max: 3 }).chain((gpus) =>
  fc.record({
    gpus: fc.constant(gpus),
    limits,
    requests: fc.array(
      fc.record({
        gapMs: fc.oneof(fc.constant(0), quarters(5), quarters(60)),
        promptTokens: fc.integer({ min: 1, max: 100 }),
        outputTokens: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 40 })),
      }),
      { maxLength: 20 },
    ),
    faults: fc.array(fc.array(outage, { maxLength: 2 }), { maxLength: gpus }),
    controlMs: fc.constantFrom(0, 0, 0.25),
  }),
);

/** For the accounts: iterations are not batches, and nothing asks how long one takes. */
const MODEL: Model = { name: 'llm', sloMs: 20, latency: linearProfile(0.0625, 0.5, 8) };

/** Exact in binary, so that equal times are common. */
const timing: StepTiming = {
  stepMs: (slices) => 0.5 + slices.reduce((ms, { tokens }) => ms + tokens / 16, 0),
};

export function openLlmScenario(
  policy: string,
  { gpus, limits: given, requests, faults, controlMs }: LlmScenario,
): Simulation<LlmRequest, Iteration> {
  return {
    policy: openLlmPolicy(policy, given),
    setup: { models: [MODEL], gpus, delays: { controlMs, dataMsPerRequest: 0, responseMs: 0 } },
    executor: llmExecutor(timing, given, 0),
    arrivals: arrivalsOf(requests),
    faults: faults.flatMap(faultsOf),
    observers: [],
  };
}

function arrivalsOf(requests: LlmScenario['requests']): LlmRequest[] {
  let arrivalMs = 0;
  return requests.map(({ gapMs, promptTokens, outputTokens }, id) => {
    arrivalMs += gapMs;
    return { id, model: 0, arrivalMs, deadlineMs: arrivalMs + 20, promptTokens, outputTokens };
  });
}

function faultsOf(outages: LlmScenario['faults'][number], gpu: number): Fault[] {
  let nowMs = 0;
  return outages.map(({ upForMs, downForMs }) => {
    const downMs = nowMs + upForMs;
    nowMs = downMs + downForMs;
    return { gpu, downMs, upMs: nowMs };
  });
}
