import type { Rows } from '../../backend.js';
import { rowNorms } from '../kernels/kmeans-row-norms.js';
import type { Geometry } from './geometry.js';

/** What K-Means remembers of each row from one assignment to the next. */
export interface RowState {
  readonly labels: Int32Array;
  /** The cluster in whose sum a row is; -1 before it is in any. */
  readonly summed: Int32Array;
  /** NaN until a row was seen for the first time, and where the geometry has no use for them. */
  readonly norms: Float64Array;
  /** Scores for the centroids that rows are labelled with, where they were asked for. */
  readonly scores: Float64Array;
}

export function newRowState(n: number): RowState {
  return {
    labels: new Int32Array(n),
    summed: new Int32Array(n).fill(-1),
    norms: new Float64Array(n).fill(Number.NaN),
    scores: new Float64Array(n),
  };
}

/** Rows `start .. start + count` of a state, sharing its memory. */
export function partOf({ labels, summed, norms, scores }: RowState, start: number, count: number): RowState {
  const end = start + count;
  return {
    labels: labels.subarray(start, end),
    summed: summed.subarray(start, end),
    norms: norms.subarray(start, end),
    scores: scores.subarray(start, end),
  };
}

/** As `partOf`, with the norms of these rows known where the geometry needs them. */
export function measuredPart(
  state: RowState,
  { start, n, d, data }: { readonly start: number } & Rows,
  geometry: Geometry,
): RowState {
  const part = partOf(state, start, n);
  if (geometry.needsNorms && part.norms.includes(Number.NaN)) rowNorms(data, n, d, part.norms);
  return part;
}
