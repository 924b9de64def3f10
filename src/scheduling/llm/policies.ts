import { UsageError } from '../../errors.js';
import type { Policy } from '../policy.js';
import { chunkedIteration, stallFreeIteration } from './batching/chunked.js';
import { type Batching, IterationScheduler } from './batching/iteration-scheduler.js';
import { promptsFirstIteration } from './batching/prompts-first.js';
import { orcaIteration, staticIteration } from './batching/reserved.js';
import type { Iteration } from './iteration.js';
import type { LlmLimits } from './limits.js';
import type { LlmRequest } from './llm-request.js';

export type LlmPolicy = Policy<LlmRequest, Iteration>;

interface Listed extends Batching {
  readonly name: string;
  readonly source: string;
}

const LISTED: readonly Listed[] = [
  {
    name: 'vllm',
    source: 'vLLM V1: continuous batching with chunked prompts, planned one iteration ahead',
    plan: chunkedIteration,
    plansAhead: true,
  },
  {
    name: 'continuous',
    source: 'vLLM V1 without asynchronous scheduling',
    plan: chunkedIteration,
    plansAhead: false,
  },
  {
    name: 'sarathi',
    source: 'Sarathi-Serve, OSDI 2024, section 4: stall-free batching',
    plan: stallFreeIteration,
    plansAhead: false,
  },
  {
    name: 'prompts-first',
    source: 'vLLM, SOSP 2023, as released before V1: paged memory, whole prompts before generation',
    plan: promptsFirstIteration,
    plansAhead: false,
  },
  {
    name: 'orca',
    source: 'Orca, OSDI 2022: iteration-level batching, memory reserved for the whole answer',
    plan: orcaIteration,
    plansAhead: false,
  },
  {
    name: 'static',
    source: 'request-level batching, as in FasterTransformer and Triton',
    plan: staticIteration,
    plansAhead: false,
  },
];

export const LLM_POLICY_NAMES: readonly string[] = LISTED.map(({ name }) => name);

/** @throws UsageError that lists the names */
export function openLlmPolicy(name: string, limits: LlmLimits): LlmPolicy {
  const listed = LISTED.find((one) => one.name === name);
  if (listed === undefined) {
    throw new UsageError(`expected a policy out of ${LLM_POLICY_NAMES.join(', ')}; got "${name}"`);
  }
  return {
    name,
    source: listed.source,
    needs: [],
    workConserving: false,
    start: ({ gpus }) => new IterationScheduler(gpus, limits, listed),
  };
}
