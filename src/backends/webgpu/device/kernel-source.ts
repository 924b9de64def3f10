import { nearestTwo } from '../wgsl/nearest-two.js';
import { norms, type RowNumber } from '../wgsl/norms.js';
import { pairSums } from '../wgsl/pair-sums.js';
import { rowKeys } from '../wgsl/row-keys.js';
import type { Key, Score, Term } from '../wgsl/scores.js';
import { SELECT } from '../wgsl/select.js';
import { tileKeys } from '../wgsl/tile-keys.js';

/** Queries of the kernel for a few, and vectors on a thread's side of a tile. */
export const FEW_QUERIES = 4;
export const TILE_SIDES = [8, 4] as const;
export type TileSide = (typeof TILE_SIDES)[number];

type ScoreName = `${Term} ${Key}`;
export type KeyKernel = `tile ${TileSide} ${ScoreName}` | `one ${ScoreName}` | `few ${ScoreName}`;
export type KernelName =
  | KeyKernel
  | 'select'
  | `norms ${RowNumber}`
  | `nearest two ${ScoreName}`
  | `pairs ${Term}`;

export function scoreName({ term, key }: Score): ScoreName {
  return `${term} ${key}`;
}

export function kernelSource(name: KernelName): string {
  const words = name.split(' ');
  // Every name with a score ends in it.
  const score = { term: words.at(-2) as Term, key: words.at(-1) as Key };
  switch (words[0]) {
    case 'tile':
      return tileKeys(score, Number(words[1]));
    case 'one':
      return rowKeys(score, 1);
    case 'few':
      return rowKeys(score, FEW_QUERIES);
    case 'select':
      return SELECT;
    case 'norms':
      return norms(words[1] as RowNumber);
    case 'nearest':
      return nearestTwo(score);
    default:
      return pairSums({ term: words[1] as Term, key: 'sum' });
  }
}

/** Storage buffers a kernel is given beside its sizes. */
export function storageBindings(name: KernelName): number {
  switch (name.split(' ')[0]) {
    case 'tile':
    case 'one':
    case 'few':
      return 5;
    case 'select':
    case 'nearest':
      return 4;
    default:
      return 3;
  }
}
