import type { VectorSource } from '../backends/backend.js';

/** Which vectors, as a cell carries them: resolved, so that every number is known before anything is read. */
export interface DatasetSpec {
  /** A name of `mls datasets`, such as `mnist-784` or `gaussian`. */
  readonly name: string;
  readonly n: number;
  readonly d: number;
  readonly queries: number;
  /** Seed of a synthetic dataset; of a real one, nothing. */
  readonly seed: number;
}

/** What was asked for; what is absent takes the dataset's own default. */
export interface DatasetRequest {
  readonly name: string;
  readonly n?: number;
  readonly d?: number;
  readonly queries?: number;
  readonly seed?: number;
}

/** Vectors to search and vectors to search for. */
export interface Dataset {
  readonly base: VectorSource;
  readonly queries: VectorSource;
  close(): Promise<void>;
}

export interface FetchTools {
  readonly signal?: AbortSignal;
  progress(doneBytes: number, totalBytes: number | undefined): void;
}

/** A kind of dataset that can be named on the command line. One file or folder each. */
export interface DatasetProvider {
  readonly name: string;
  readonly summary: string;
  readonly kind: 'synthetic' | 'real';
  /** Shape at most (real) or by default (synthetic). */
  readonly shape: { readonly n: number; readonly d: number; readonly queries: number };
  readonly licence: string;
  /** Whether its files are here; a synthetic dataset always is. */
  state(): Promise<{ readonly local: boolean; readonly bytes: number }>;
  /** Makes the files local: fetched, checksummed, cached. Does nothing when they are. */
  pull(tools: FetchTools): Promise<void>;
  open(spec: DatasetSpec): Promise<Dataset>;
}
