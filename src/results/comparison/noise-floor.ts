import { quantile } from '../../stats/quantile.js';

/** One comparison of a code with itself: what a cell took on either side. */
export interface EqualPair {
  readonly cellId: string;
  readonly baseMs: number;
  readonly headMs: number;
}

/** How far apart equal codes were found on a host, as shares: 0.03 is 3 %. */
export interface NoiseFloor {
  /** Measured in turns, in one job, each round in a process of its own. */
  readonly interleaved: number;
  /** Measured one after the other, each cell in one process. */
  readonly apart: number;
}

/** So much of what was seen lies within the floor; the largest of few differences says more of luck than of the host. */
const WITHIN = 0.95;

/**
 * Within what equal codes stay that take turns.
 * @param trials one list a comparison of a code with itself
 * @throws RangeError when there is no pair
 */
export function interleavedFloor(trials: readonly (readonly EqualPair[])[]): number {
  return floorOf(trials.flat().map(({ baseMs, headMs }) => distance(baseMs, headMs)));
}

/**
 * Within what equal codes stay that are measured at different times, as sides of different comparisons were.
 * @param trials one list a comparison of a code with itself, each with the same cells
 * @throws RangeError when no cell is in two of them
 */
export function apartFloor(trials: readonly (readonly EqualPair[])[]): number {
  return floorOf(
    trials.flatMap((trial, at) =>
      trials.slice(at + 1).flatMap((later) => trial.flatMap((pair) => distancesTo(pair, later))),
    ),
  );
}

function floorOf(distances: readonly number[]): number {
  if (distances.length === 0) {
    throw new RangeError('expected comparisons of a code with itself; got none');
  }
  return quantile(distances, WITHIN);
}

function distancesTo({ cellId, baseMs, headMs }: EqualPair, later: readonly EqualPair[]): number[] {
  const other = later.find((pair) => pair.cellId === cellId);
  if (other === undefined) return [];
  return [distance(baseMs, other.headMs), distance(headMs, other.baseMs)];
}

/** Slower and faster by the same factor are equally far. */
function distance(aMs: number, bMs: number): number {
  return Math.max(aMs / bMs, bMs / aMs) - 1;
}
