/** Of one GPU, as a server is told them. */
export interface LlmLimits {
  /** Blocks of key-value memory. */
  readonly kvBlocks: number;
  /** Positions of one sequence that a block holds. */
  readonly blockTokens: number;
  /** Positions that an iteration computes at most (vLLM: `max_num_batched_tokens`). */
  readonly tokenBudget: number;
  /** The same where prompts are cut so that generation does not stall (Sarathi-Serve). */
  readonly chunkTokens: number;
  /** Sequences in memory at a time (vLLM: `max_num_seqs`). */
  readonly maxSequences: number;
  /** Share of the blocks that a newcomer must leave free, so that it is not thrown out at once. */
  readonly watermark: number;
}

export const VLLM_LIMITS = {
  blockTokens: 16,
  tokenBudget: 2048,
  chunkTokens: 512,
  maxSequences: 128,
  watermark: 0.01,
} as const;

export function blocksFor(tokens: number, { blockTokens }: Pick<LlmLimits, 'blockTokens'>): number {
  return Math.ceil(tokens / blockTokens);
}
