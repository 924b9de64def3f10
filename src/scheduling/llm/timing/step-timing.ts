import type { Slice } from '../iteration.js';

/** How long a GPU takes for one pass through a model. */
export interface StepTiming {
  stepMs(slices: readonly Slice[]): number;
}

/** What a pass is made of, as a profile sees it. */
export interface StepShape {
  /** Positions of prompts. */
  readonly promptTokens: number;
  /** Positions in memory before them. */
  readonly promptContext: number;
  /** Sequences that generate one position. */
  readonly decodes: number;
  /** Positions in memory of each of them, on average. */
  readonly decodeContext: number;
  readonly sequences: number;
}
