import { fitHostOverheadMs } from '../../scheduling/llm/calibration/fit-host-overhead.js';
import type { LlmLimits } from '../../scheduling/llm/limits.js';
import { simulateLlm } from '../../scheduling/llm/simulate-llm.js';
import type { ComputedCell, ComputedSuite, ComputeTools } from '../computed.js';
import { LLM_COLUMNS } from './columns.js';
import { figuresOf } from './figures.js';
import type { Part } from './parts.js';
import { type LlmSuiteRequest, llmRequest } from './request.js';
import type { Workload } from './workload.js';

/** A language model served in virtual time, under one way of batching after another. */
export const suite: ComputedSuite = {
  name: 'llm',
  columns: LLM_COLUMNS,
  cells: async (grid) => cellsOf(llmRequest(grid)),
};

interface Scenario {
  readonly request: LlmSuiteRequest;
  readonly policy: string;
  readonly workload: Workload;
  readonly gpus: number;
  readonly limits: LlmLimits;
  readonly part: Part;
  /** Fitted once for all cells. */
  readonly hostMs: (scenario: Scenario, tools: ComputeTools) => Promise<number>;
}

function cellsOf(request: LlmSuiteRequest): ComputedCell[] {
  const hostMs = hostOf(request);
  const { workloads, gpuCounts, limits, parts, policies } = request;
  return workloads.flatMap((workload) =>
    gpuCounts.flatMap((gpus) =>
      limits.flatMap((one) =>
        parts.flatMap((part) =>
          policies.map((policy) => cellOf({ request, policy, workload, gpus, limits: one, part, hostMs })),
        ),
      ),
    ),
  );
}

function cellOf(scenario: Scenario): ComputedCell {
  const { request, policy, workload, gpus, limits, part } = scenario;
  const { hardware, hostOverhead, slo, seed } = request;
  const apart = apartOf(scenario);
  return {
    id: [policy, ...apart].join('-'),
    subject: policy,
    label: [policy, ...apart].join(' '),
    parameters: {
      policy,
      profile: hardware.text,
      workload: workload.text,
      rate: workload.rate,
      gpus,
      part,
      hostOverhead: hostOverhead.text,
      kvBlocks: limits.kvBlocks,
      tokenBudget: limits.tokenBudget,
      maxSequences: limits.maxSequences,
      chunkTokens: limits.chunkTokens,
      watermark: limits.watermark,
      slo: slo.text,
      seed,
    },
    async compute(tools) {
      const hostMs = await scenario.hostMs(scenario, tools);
      const [log, timing] = await Promise.all([workload.log(), hardware.timing()]);
      const { requests } = log;
      const outcome = await simulateLlm({ policy, requests, gpus, limits, timing, hostMs }, tools);
      const figures = figuresOf(outcome, log, { part, slo, limits, gpus });
      return { status: 'ok', reason: null, ...figures, hostOverheadMs: hostMs };
    },
  };
}

/**
 * The host's share of an iteration. It is fitted once and as the log was made: on one GPU, by the policy of vLLM, with the
 * first of the budgets.
 */
function hostOf({ hostOverhead, hardware }: LlmSuiteRequest): Scenario['hostMs'] {
  if (hostOverhead.kind === 'told') return async () => hostOverhead.ms;
  let fitted: number | undefined;
  return async ({ workload, limits }, tools) => {
    if (fitted !== undefined) return fitted;
    const [log, timing] = await Promise.all([workload.log(), hardware.timing()]);
    fitted = await fitHostOverheadMs(log, { policy: 'vllm', gpus: 1, limits, timing }, tools);
    return fitted;
  };
}

/** What tells a cell from others of the same policy: empty where there is only one. */
function apartOf({ request, workload, gpus, limits, part }: Scenario): string[] {
  return [
    ...(workload.rate === null ? [] : [`${workload.rate}rps`]),
    ...(request.gpuCounts.length > 1 ? [`${gpus}gpus`] : []),
    ...(request.limits.length > 1 ? [`${limits.tokenBudget}tokens`] : []),
    ...(request.parts.length > 1 ? [part] : []),
  ];
}
