import { UsageError } from '../../errors.js';
import { parseChoices } from '../../parse/choices.js';
import { parseInteger, parsePositiveInteger, parsePositiveIntegers } from '../../parse/quantities.js';
import { type LlmLimits, VLLM_LIMITS } from '../../scheduling/llm/limits.js';
import { LLM_POLICY_NAMES } from '../../scheduling/llm/policies.js';
import type { Grid } from '../computed.js';
import { GridFlags } from '../grid-flags.js';
import { type Hardware, parseHardware } from './hardware.js';
import { type HostOverhead, parseHostOverhead } from './host-overhead.js';
import { type LlmSlo, parseLlmSlo } from './parse-slo.js';
import { PARTS, type Part } from './parts.js';
import { parseWorkloads, type Workload } from './workload.js';

/** What is simulated: every policy with every workload, number of GPUs and budget. */
export interface LlmSuiteRequest {
  readonly policies: readonly string[];
  readonly hardware: Hardware;
  readonly workloads: readonly Workload[];
  readonly gpuCounts: readonly number[];
  /** One for each budget. */
  readonly limits: readonly LlmLimits[];
  readonly hostOverhead: HostOverhead;
  readonly parts: readonly Part[];
  readonly slo: LlmSlo;
  readonly seed: number;
}

/** Names of the flags, which are those of `mls sim llm`. */
export const LLM_FLAGS = [
  'policy',
  'profile',
  'model',
  'device',
  'roofline-share',
  'host-overhead-ms',
  'gpus',
  'kv-blocks',
  'block-tokens',
  'token-budget',
  'chunk-tokens',
  'max-sequences',
  'watermark',
  'requests',
  'rate',
  'arrivals',
  'duration',
  'prompt-tokens',
  'output-tokens',
  'seed',
  'slo',
  'part',
] as const;

/** @throws UsageError naming the flag that cannot be read */
export function llmRequest(grid: Grid): LlmSuiteRequest {
  const flags = new GridFlags('mls sim llm', grid, LLM_FLAGS);
  const seed = parseInteger('--seed', flags.text('seed', '42'), 0);
  const integer = (flag: string, usual: number) =>
    parsePositiveInteger(`--${flag}`, flags.text(flag, String(usual)));
  const blockTokens = integer('block-tokens', VLLM_LIMITS.blockTokens);
  const hardware = parseHardware(flags, blockTokens);
  const budgets = flags.text('token-budget', String(VLLM_LIMITS.tokenBudget));
  return {
    policies: parseChoices('--policy', flags.text('policy', 'all'), LLM_POLICY_NAMES),
    hardware,
    workloads: parseWorkloads(flags, seed),
    gpuCounts: parsePositiveIntegers('--gpus', flags.text('gpus', '1')),
    limits: parsePositiveIntegers('--token-budget', budgets).map((tokenBudget) => ({
      kvBlocks: hardware.kvBlocks,
      blockTokens,
      tokenBudget,
      chunkTokens: integer('chunk-tokens', VLLM_LIMITS.chunkTokens),
      maxSequences: integer('max-sequences', VLLM_LIMITS.maxSequences),
      watermark: parseWatermark(flags.text('watermark', String(VLLM_LIMITS.watermark))),
    })),
    hostOverhead: parseHostOverhead(flags.text('host-overhead-ms', '1')),
    parts: parseChoices('--part', flags.text('part', 'whole'), PARTS),
    slo: parseLlmSlo(flags.text('slo', 'ttft=2s,tpot=50ms')),
    seed,
  };
}

function parseWatermark(text: string): number {
  const share = text.endsWith('%') ? Number(text.slice(0, -1)) / 100 : Number(text);
  if (text.trim() !== '' && share >= 0 && share < 1) return share;
  throw new UsageError(
    `expected --watermark to be the share of blocks that a newcomer leaves free, such as 1% or 0; got "${text}"`,
  );
}
