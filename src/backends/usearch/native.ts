import { createRequire } from 'node:module';

/** What is used of the package `usearch`, by its names. */
export interface NativeIndex {
  add(keys: BigUint64Array, vectors: Float32Array, threads: number): void;
  /** Of one query the matches found; of several, `k` places each, of which `counts` are filled. */
  search(queries: Float32Array, k: number, threads: number): NativeMatches;
  size(): number;
  dimensions(): number;
  save(path: string): void;
  load(path: string): void;
}

export interface NativeMatches {
  readonly keys: BigUint64Array;
  readonly distances: Float32Array;
  readonly counts?: BigUint64Array;
}

export interface NativeConfig {
  readonly dimensions: number;
  readonly metric: 'l2sq' | 'cos' | 'ip';
  readonly quantization: 'f32';
  readonly connectivity: number;
  readonly expansion_add: number;
  readonly expansion_search: number;
  readonly multi: false;
}

export interface Usearch {
  readonly Index: new (config: NativeConfig) => NativeIndex;
}

/** @throws Error when the package or its binary for this platform is missing */
export function loadUsearch(): Usearch {
  // Its ECMAScript entry calls itself without end.
  return createRequire(import.meta.url)('usearch');
}
