import type { GpuBlock } from './block.js';
import { FEW_QUERIES, type KeyKernel, scoreName, type TileSide } from './device/kernel-source.js';
import type { GpuLimits } from './device/limits.js';
import type { Pass, Span } from './device/pass.js';
import { QUAD_BYTES } from './device/upload-rows.js';
import { GROUP_ROWS } from './wgsl/key-bindings.js';
import type { Score } from './wgsl/scores.js';
import { tileKeysBytes } from './wgsl/tile-keys.js';
import { type Window, wholeGroups, windowRows, windowsOf } from './windows.js';

/** How many queries are answered at once, and over which windows of the rows. */
export interface PassPlan {
  readonly queries: number;
  readonly windows: readonly Window[];
}

/** Enough to fill a device with tiles, and few enough that no driver takes a pass for a hang. */
const MOST_QUERIES = 256;

/**
 * Passes whose keys take at most `scratchBytes`, but for what 64 rows and one query need, and of which a kernel sees
 * all keys at once. `perQueryBytes` of results for each query and window must fit a binding too.
 */
export function planPass(
  limits: GpuLimits,
  scratchBytes: number,
  block: Pick<GpuBlock, 'n' | 'quads'>,
  queryCount: number,
  perQueryBytes: number,
): PassPlan {
  const { n, quads } = block;
  const keyBytes = Math.min(scratchBytes, limits.bindingBytes);
  const seen = Math.floor(limits.bindingBytes / (quads * QUAD_BYTES));
  const scratched = Math.max(1, Math.floor(keyBytes / (GROUP_ROWS * 4)));
  const atOnce = Math.min(queryCount, MOST_QUERIES, seen, scratched);
  const most = windowRows(limits, quads);
  const rows = Math.max(GROUP_ROWS, Math.min(most, wholeGroups(Math.floor(keyBytes / (4 * atOnce)))));
  const windows = windowsOf(n, rows);
  const told = Math.max(1, Math.floor(limits.bindingBytes / (perQueryBytes * windows.length)));
  return { queries: Math.min(atOnce, told), windows };
}

/** The kernel for so many queries: tiles of 64 or 128 queries and rows, or rows read once for a few. */
export function keyKernel(score: Score, queries: number, limits: GpuLimits): KeyKernel {
  const name = scoreName(score);
  if (queries === 1) return `one ${name}`;
  if (queries <= 2 * FEW_QUERIES) return `few ${name}`;
  return `tile ${tileSide(queries, limits)} ${name}`;
}

function tileSide(queries: number, { workgroupBytes }: GpuLimits): TileSide {
  return queries > 64 && tileKeysBytes(8) <= workgroupBytes ? 8 : 4;
}

export interface KeySpans {
  readonly keys: Span;
  readonly minima: Span;
}

/** Buffers for the keys of a window; windows of one pass can share them, as they come one after the other. */
export function keySpans(pass: Pass, queries: number, { count }: Window): KeySpans {
  return {
    keys: pass.scratch(queries * count * 4),
    minima: pass.scratch(queries * groupsOf(count) * 4),
  };
}

export function groupsOf(rows: number): number {
  return Math.ceil(rows / GROUP_ROWS);
}

/** Has the keys of some queries to a window's rows computed, row-major `queries * rows`. */
export function dispatchKeys(
  pass: Pass,
  kernel: KeyKernel,
  block: GpuBlock,
  { start, count }: Window,
  queries: { readonly span: Span; readonly count: number },
  { keys, minima }: KeySpans,
): void {
  const { quads } = block;
  const groups = groupsOf(count);
  const [shape, side] = kernel.split(' ');
  const tile = 16 * Number(side);
  const few = shape === 'one' ? 1 : FEW_QUERIES;
  const workgroups =
    shape === 'tile'
      ? ([Math.ceil(count / tile), Math.ceil(queries.count / tile)] as const)
      : ([groups, Math.ceil(queries.count / few)] as const);
  pass.dispatch(
    kernel,
    { queries: queries.count, rows: count, quads, groups, wanted: 0, outAt: 0 },
    [
      queries.span,
      { buffer: block.rows, at: start * quads * QUAD_BYTES, bytes: count * quads * QUAD_BYTES },
      { buffer: block.ofRows, at: start * 4, bytes: count * 4 },
      keys,
      minima,
    ],
    workgroups,
  );
}
