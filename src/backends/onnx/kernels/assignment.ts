import { inverseLength, largestSize, powerOfTwoScale } from './scale.js';

/** Centroids in the frame of rows, one factor for all of them: a row's scores must be comparable. */
export interface FramedCentroids {
  /** Row-major `n * width`. */
  readonly data: Float32Array;
  /** Added to the score of each centroid. */
  readonly offsets: Float32Array;
  /** A power of two by which all scores are scaled. */
  readonly factor: number;
}

/** With the offsets, scores are `factor * -|y - c|^2 / 2` for l2, and `factor * y.c` else. */
export function framedCentroids(
  metric: 'l2' | 'cosine' | 'dot',
  centroids: Float32Array,
  n: number,
  shift: Float64Array,
  scale: number,
): FramedCentroids {
  const d = shift.length;
  const offsets = new Float32Array(n);
  if (metric !== 'l2') {
    const data = new Float32Array(n * d);
    const factor = metric === 'dot' ? powerOfTwoScale(largestSize(centroids, 0, n * d)) : 1;
    for (let c = 0; c < n; c++) {
      const own = metric === 'dot' ? factor : inverseLength(centroids, c * d, d);
      for (let at = c * d; at < (c + 1) * d; at++) data[at] = centroids[at] * own;
    }
    return { data, offsets, factor };
  }
  let largest = 0;
  for (let c = 0; c < n; c++) {
    for (let j = 0; j < d; j++)
      largest = Math.max(largest, Math.abs((centroids[c * d + j] - shift[j]) * scale));
  }
  const factor = Math.min(1, powerOfTwoScale(largest));
  const width = d + 1;
  const data = new Float32Array(n * width);
  for (let c = 0; c < n; c++) {
    let squared = 0;
    for (let j = 0; j < d; j++) {
      const value = Math.fround((centroids[c * d + j] - shift[j]) * scale * factor);
      data[c * width + j] = value;
      squared += value * value;
    }
    data[c * width + d] = factor;
    offsets[c] = -squared / (2 * factor);
  }
  return { data, offsets, factor };
}

/**
 * Writes what the best one or two scores of each row say, from row `start`.
 * @param linear what a score of cosine or dot is divided by
 * @param square what a score of l2 is divided by
 */
export function writeNearestTwo(
  metric: 'l2' | 'cosine' | 'dot',
  best: Float32Array,
  ids: Int32Array,
  kept: number,
  linear: number,
  square: number,
  labels: Int32Array,
  first: Float32Array,
  second: Float32Array,
  start: number,
): void {
  const rows = best.length / kept;
  const offset = metric === 'cosine' ? 1 : 0;
  for (let i = 0; i < rows; i++) {
    labels[start + i] = ids[i * kept];
    for (let at = 0; at < kept; at++) {
      const score = best[i * kept + at];
      const distance =
        metric === 'l2' ? Math.sqrt(Math.max(0, (-2 * score) / square)) : offset - score / linear;
      if (at === 0) first[start + i] = distance;
      else second[start + i] = distance;
    }
  }
}
