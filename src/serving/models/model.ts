import type { Embedder } from '../pipeline/embedder.js';
import type { Generator } from '../pipeline/generator.js';
import type { PipelineSpec } from '../tier.js';

export type ModelProbe =
  | { readonly state: 'available' }
  | { readonly state: 'unavailable'; readonly reason: string; readonly remedy: string };

/** Called while something long is made or fetched; `what` names it. */
export type Progress = (what: string, done: number, total: number | undefined) => void;

export interface OpenModelTools {
  readonly spec: PipelineSpec;
  readonly signal: AbortSignal;
  readonly progress: Progress;
  /** Instances of the tier that serve now; one where it says nothing. */
  readonly instances?: (() => number) | undefined;
}

export interface OpenModel {
  /** As it stands in every answer and metric. */
  readonly label: string;
  readonly embedder: Embedder;
  readonly generator: Generator;
}

/** A pair of an embedder and a generator. */
export interface Model {
  readonly name: string;
  /** One line for users. */
  readonly summary: string;
  /** Says whether it can be opened here; fetches nothing. */
  probe(): Promise<ModelProbe>;
  /** Fetches what it takes and loads it. @throws UnavailableError, DataError */
  open(tools: OpenModelTools): Promise<OpenModel>;
}
