import type { LlmRequest } from './llm-request.js';

/** One sequence's part in a pass through the model. */
export interface Slice {
  readonly request: LlmRequest;
  /** Positions that are computed: 1 for a step of generation, more for (a chunk of) a prompt. */
  readonly tokens: number;
  /** Positions before them, whose keys and values are in memory already. */
  readonly contextTokens: number;
  /** Which output token comes of it, from 1; 0 where the prompt goes on. */
  readonly output: number;
}

/** One pass through the model for many sequences, which is what a GPU is given at a time (Orca, OSDI '22). */
export interface Iteration {
  readonly slices: readonly Slice[];
  /** Of key-value memory in use while it runs, those of sequences that pause included. */
  readonly kvBlocks: number;
  /** Sequences that lost their memory to others when it was put together. */
  readonly preempted: number;
}

export function tokensOf({ slices }: Iteration): number {
  return slices.reduce((sum, { tokens }) => sum + tokens, 0);
}

/** A step of generation, or the last position of a prompt, which is the same work. */
export function isDecode({ tokens, contextTokens }: Slice): boolean {
  return tokens === 1 && contextTokens > 0;
}
