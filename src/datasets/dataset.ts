import type { Metric, VectorSource } from '../backends/backend.js';

/** Which vectors, as a cell carries them: resolved, so that every number is known before anything is read. */
export interface DatasetSpec {
  /** A name of `mls datasets`, such as `mnist-784` or `gaussian`, or the path of a file as it was typed. */
  readonly name: string;
  readonly n: number;
  readonly d: number;
  readonly queries: number;
  /** Seed of a synthetic dataset; of a real one, nothing. */
  readonly seed: number;
  /** The file of the queries, where a file's base does not bring them. */
  readonly queriesPath?: string | undefined;
  /** The file of the true neighbours' ids, where one was given. */
  readonly truthPath?: string | undefined;
  /** True neighbours of each query in that file. */
  readonly truthK?: number | undefined;
  /** Of files: names what they held when the cell was planned. */
  readonly content?: string | undefined;
}

/** What was asked for; what is absent takes the dataset's own default. */
export interface DatasetRequest {
  readonly name: string;
  readonly n?: number;
  readonly d?: number;
  readonly queries?: number;
  readonly seed?: number;
  readonly queriesPath?: string;
  readonly truthPath?: string;
}

/** True neighbours that came with the vectors: to be checked before they are believed. */
export interface ClaimedTruth {
  /** The file, as messages name it. */
  readonly path: string;
  /** The only metric it is for; of a file that does not say, undefined. */
  readonly metric: Metric | undefined;
  /** Whether the user gave it, so that it may not be left aside. */
  readonly given: boolean;
  /** Row-major `queries * k` ids, nearest first, of at least as many queries as the dataset has. */
  read(): Promise<{ readonly queries: number; readonly k: number; readonly ids: Int32Array }>;
}

/** Vectors to search and vectors to search for. */
export interface Dataset {
  readonly base: VectorSource;
  readonly queries: VectorSource;
  readonly truth?: ClaimedTruth;
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
  /** Of files, whose shape is not known before they are looked into; `shape` says nothing then. */
  describe?(request: DatasetRequest): Promise<DatasetSpec>;
  open(spec: DatasetSpec): Promise<Dataset>;
}
