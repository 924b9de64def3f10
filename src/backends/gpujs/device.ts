import type { EngineIdentity, Rows } from '../backend.js';
import type { CellGrid, Tile } from './cell-grid.js';
import type { VectorAccess } from './kernel-source.js';

/** A kernel of two operands to build: `components` results from each of `output` threads. */
export interface Program {
  readonly source: string;
  readonly output: readonly number[];
  readonly components: number;
}

/** A result that may still be on the device. */
export interface Result {
  /** Results in the order of the threads, `stride` floats apart; may be longer than they are. */
  read(): Promise<Float32Array>;
}

export interface DeviceKernel<Operand> {
  /** Resolves when the device is done. */
  run(a: Operand, b: Operand): Promise<Result>;
  destroy(): void;
}

/** One gpu.js mode, with vectors where its kernels read them. Calls must not overlap. */
export interface Device<Operand> {
  readonly identity: EngineIdentity;
  /** Kernels kept built at once. */
  readonly kernelLimit: number;
  /** Most threads of a kernel. */
  readonly cellLimit: number;
  /** Copies of placed rows that it has beside the host's, when it has the most. */
  readonly copies: number;
  /** Most rows of one operand. */
  maxRows(d: number): number;
  allocate(length: number): Float32Array;
  access(d: number): VectorAccess;
  tile(queries: number): Tile;
  panels(rows: number, groups: number): { readonly panelRows: number; readonly panels: number };
  /** Floats from one thread's results to the next one's. */
  stride(components: number): number;
  /** Puts rows where kernels read them; resolves when they are there. */
  place(rows: Rows): Promise<Operand>;
  release(operand: Operand): void;
  /** @throws UnavailableError when gpu.js built a kernel of another mode. */
  compile(program: Program, a: Operand, b: Operand): Promise<DeviceKernel<Operand>>;
  close(): Promise<void>;
}

/** Threads for `rows` against `queries`. */
export function gridOf<Operand>(
  device: Device<Operand>,
  tile: Tile,
  rows: number,
  queries: number,
): CellGrid {
  const groups = Math.ceil(queries / tile.queries);
  return { tile, groups, stride: device.stride(tile.rows * tile.queries), ...device.panels(rows, groups) };
}
