import type { Rows } from '../../backend.js';
import type { GpuInput, GpuJs } from '../gpu-js.js';

/** Rows of a panel: what the two levels of cache hold beside the queries, and a multiple of the four SIMD lanes. */
export const PANEL_ROWS = 16;

/** Floats allocated beyond what was asked for, so that up to 15 rows of padding need no copy of the others. */
const SLACK = PANEL_ROWS * 4096;

export function allocateHostRows(length: number): Float32Array {
  return new Float32Array(new ArrayBuffer((length + SLACK) * Float32Array.BYTES_PER_ELEMENT), 0, length);
}

/** Floats of a step that divide d: 2 or 4 in one iteration spare loop overhead. */
export function lanesOf(d: number, most: number): number {
  for (let lanes = most; lanes > 1; lanes /= 2) if (d % lanes === 0) return lanes;
  return 1;
}

export function hostPanels(rows: number): { panelRows: number; panels: number } {
  return { panelRows: PANEL_ROWS, panels: Math.ceil(rows / PANEL_ROWS) };
}

/**
 * Rows as a gpu.js input of `[lanes, d / lanes, rows]`, the rows filled up to whole panels. What the padding holds
 * does not matter, but it must be there: reading past the end would slow the kernel down or trap it.
 */
export function hostInput(gpuJs: GpuJs, { data, n, d }: Rows, lanes: number): GpuInput {
  const rows = hostPanels(n).panels * PANEL_ROWS;
  return gpuJs.input(padded(data, n * d, rows * d), [lanes, d / lanes, rows]);
}

function padded(data: Float32Array, used: number, length: number): Float32Array {
  if (data.length === length) return data;
  if (data.byteOffset + length * Float32Array.BYTES_PER_ELEMENT <= data.buffer.byteLength) {
    return new Float32Array(data.buffer, data.byteOffset, length);
  }
  const copy = new Float32Array(length);
  copy.set(data.subarray(0, used));
  return copy;
}
