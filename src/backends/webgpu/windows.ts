import type { GpuLimits } from './device/limits.js';
import { QUAD_BYTES } from './device/upload-rows.js';
import { GROUP_ROWS } from './wgsl/key-bindings.js';

/** Rows `start .. start + count` of a block. */
export interface Window {
  readonly start: number;
  readonly count: number;
}

/**
 * Most rows that one dispatch may see, whole groups of 64: so the window's offset, and that of numbers beside rows, are
 * the multiples of 256 bytes that bindings want. 0 where 64 rows are too long.
 */
export function windowRows(limits: GpuLimits, quads: number): number {
  const seen = Math.floor(limits.bindingBytes / (quads * QUAD_BYTES));
  // The kernel of norms has a workgroup for 16 rows.
  const dispatched = 16 * limits.workgroupsPerDimension;
  return wholeGroups(Math.min(seen, dispatched));
}

export function wholeGroups(rows: number): number {
  return rows - (rows % GROUP_ROWS);
}

export function windowsOf(n: number, rows: number): Window[] {
  return Array.from({ length: Math.ceil(n / rows) }, (_, i) => ({
    start: i * rows,
    count: Math.min(rows, n - i * rows),
  }));
}
