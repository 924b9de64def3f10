import type { Metric } from '../backend.js';
import type { HeldRows } from './memory/memory-bank.js';

/** Addresses of the int8 copies of rows, and of four f64 for each of them. */
export interface Copied {
  readonly copies: number;
  readonly terms: number;
}

/** Rows in WebAssembly memory, measured. */
export interface WasmBlock {
  readonly n: number;
  readonly d: number;
  readonly metric: Metric;
  readonly held: HeldRows;
  /** Address of their norms: n floats, rounded up. */
  readonly norms: number;
  /** Address of what turns their sums into keys: n floats. */
  readonly biases: number;
  readonly longest: number;
  /** The smallest norm that is not zero; Infinity where all are. */
  readonly shortest: number;
  /** Of a certified search. */
  readonly copied?: Copied;
}
