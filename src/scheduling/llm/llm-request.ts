import type { Request } from '../policy.js';

/** A prompt and what is generated after it. */
export interface LlmRequest extends Request {
  readonly promptTokens: number;
  /**
   * How many tokens come until the model ends. A policy may look at it where a server would see that the end was
   * generated, or where it is said to be an oracle.
   */
  readonly outputTokens: number;
}

/** Whose keys and values are in memory when its last token comes, which needs none of its own. */
export function mostTokens({ promptTokens, outputTokens }: LlmRequest): number {
  return promptTokens + outputTokens - 1;
}
