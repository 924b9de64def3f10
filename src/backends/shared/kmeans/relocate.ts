import type { Geometry } from './geometry.js';
import type { RowState } from './row-state.js';

/**
 * Gives each empty cluster, in order, the row that is farthest from its centroid, ties by the smaller id, as long as
 * there is one that is not at its centroid and does not leave its cluster empty in turn.
 * @returns the rows whose labels were changed; their scores are no longer known
 */
export function relocateToEmpty(
  geometry: Geometry,
  { labels, scores }: RowState,
  counts: Float64Array,
): number[] {
  const relocated: number[] = [];
  const sizes = Float64Array.from(counts);
  for (const [cluster, count] of counts.entries()) {
    if (count > 0) continue;
    const row = farthestRow(geometry, labels, scores, sizes);
    if (row === undefined) break;
    const donor = labels[row] ?? 0;
    sizes[donor] = (sizes[donor] ?? 0) - 1;
    sizes[cluster] = 1;
    labels[row] = cluster;
    scores[row] = 0;
    relocated.push(row);
  }
  return relocated;
}

function farthestRow(
  geometry: Geometry,
  labels: Int32Array,
  scores: Float64Array,
  sizes: Float64Array,
): number | undefined {
  let found: number | undefined;
  let most = 0;
  for (let i = 0; i < scores.length; i++) {
    const score = scores[i] ?? 0;
    if (score <= most || score <= geometry.rounding(score) || (sizes[labels[i] ?? 0] ?? 0) < 2) continue;
    most = score;
    found = i;
  }
  return found;
}
