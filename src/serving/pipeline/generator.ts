/** Continues prompts, all of a batch together. */
export interface Generator {
  readonly identity: string;
  /**
   * Greedy: the text of a prompt does not depend on what else is in its batch.
   * @param maxTokens tokens made for each prompt at most
   * @returns the continuations alone, in the order of the prompts
   */
  generate(prompts: readonly string[], maxTokens: number, signal: AbortSignal): Promise<readonly string[]>;
  close(): Promise<void>;
}
