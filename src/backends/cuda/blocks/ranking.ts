import type { Workbench } from '../workbench.js';
import type { Scratch } from './scratch.js';

/** The smallest `width` keys of each query with their rows, in any order, on the device. */
export interface Ranking {
  readonly keys: bigint;
  readonly ids: bigint;
}

export type KeyType = 'f32' | 'f64';

const KEY_BYTES: Readonly<Record<KeyType, number>> = { f32: 4, f64: 8 };
const ID_BYTES = 4;
/** A part should have several times as many keys as it passes on. */
const LEAST_SHARE = 4;
const SMALLEST_PART = 4096;
const MOST_PARTS = 256;

export function takeRanking(scratch: Scratch, type: KeyType, length: number): Ranking {
  return { keys: scratch.take(length * KEY_BYTES[type]), ids: scratch.take(length * ID_BYTES) };
}

/** Selects from `length` keys of each query, whose rows are their places: part by part, then from what those gave. */
export function selectKeys(
  bench: Workbench,
  scratch: Scratch,
  type: KeyType,
  keys: bigint,
  length: number,
  queries: number,
  width: number,
): Ranking {
  const share = Math.max(SMALLEST_PART, LEAST_SHARE * width);
  const parts = Math.max(1, Math.min(MOST_PARTS, Math.floor(length / share)));
  const selected = takeRanking(scratch, type, queries * parts * width);
  const args = [keys, 0n, length, width, selected.keys, selected.ids];
  bench.device.launch(`select_${type}`, [parts, queries], bench.computing, args);
  return mergeParts(bench, scratch, type, selected, parts, queries, width);
}

/** Selects from `parts * width` keys of each query. */
export function mergeParts(
  bench: Workbench,
  scratch: Scratch,
  type: KeyType,
  ranking: Ranking,
  parts: number,
  queries: number,
  width: number,
): Ranking {
  if (parts === 1) return ranking;
  const merged = takeRanking(scratch, type, queries * width);
  const args = [ranking.keys, ranking.ids, parts * width, width, merged.keys, merged.ids];
  bench.device.launch(`select_${type}`, [1, queries], bench.computing, args);
  return merged;
}
