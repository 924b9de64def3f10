import type { LlmRequest } from '../llm-request.js';
import { emptyTable } from '../memory/block-pool.js';

/** What a server keeps of a request. */
export class Sequence {
  readonly table = emptyTable();
  /** Positions whose keys and values are in memory, or will be when what was sent to the GPU has run. */
  computed = 0;
  /** Output tokens that have come. */
  generated = 0;
  /** Output tokens that passes will bring which have been planned and have not ended. */
  inFlight = 0;
  /** Passes with a part of it which have been planned and have not ended. */
  passes = 0;

  constructor(readonly request: LlmRequest) {}

  /** Positions that are to be computed before there is another output token. */
  get pending(): number {
    return this.request.promptTokens + this.generated + this.inFlight - this.computed;
  }

  /** Nothing is left to plan: its last token is on its way. */
  get isEnding(): boolean {
    return this.generated + this.inFlight >= this.request.outputTokens;
  }

  /** Only single positions are left, one for each token. */
  get isDecoding(): boolean {
    return this.pending === 1 && this.computed > 0;
  }
}
