import type { Progress } from '../models/model.js';

export interface Passage {
  readonly title: string;
  readonly text: string;
}

/** Passages that questions are answered from. */
export interface Corpus {
  readonly name: string;
  /** Names the content: equal identities mean equal passages. */
  readonly identity: string;
  readonly passages: readonly Passage[];
}

export interface OpenCorpusTools {
  readonly signal: AbortSignal;
  readonly progress: Progress;
}
