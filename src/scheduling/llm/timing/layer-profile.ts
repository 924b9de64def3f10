import type { AttentionSample } from './attention-table.js';
import type { Knot } from './curve.js';

/** What each layer of a model took by itself on a GPU, as LLMServingSim's profiler and others measure it. */
export interface LayerProfile {
  /** Microseconds over positions, by layer. */
  readonly dense: ReadonlyMap<string, readonly Knot[]>;
  /** Microseconds over sequences, by layer. */
  readonly perSequence: ReadonlyMap<string, readonly Knot[]>;
  readonly attention: readonly AttentionSample[];
}
