import { UsageError } from '../../errors.js';

/** Room for the question, at the least. */
const LEAST_PROMPT_TOKENS = 32;

/**
 * Tokens that a prompt may have, where a model reads and writes `context` together.
 * @throws UsageError when so many are to be written that no question has room
 */
export function promptRoom(context: number, maxTokens: number): number {
  if (maxTokens > context - LEAST_PROMPT_TOKENS) {
    throw new UsageError(
      `expected --max-tokens of at most ${context - LEAST_PROMPT_TOKENS}, as this model reads and writes ` +
        `${context} tokens together; got ${maxTokens}`,
    );
  }
  return context - maxTokens;
}
