/** How far each centroid is from where it was. */
export function shiftsOf(from: Float64Array, to: Float64Array, d: number): Float64Array {
  const shifts = new Float64Array(from.length / d);
  for (let c = 0; c < shifts.length; c++) {
    let sum = 0;
    for (let j = c * d; j < (c + 1) * d; j++) sum += (to[j] - from[j]) * (to[j] - from[j]);
    shifts[c] = Math.sqrt(sum);
  }
  return shifts;
}

/** Half of each centroid's distance to the nearest other one; Infinity where there is none. */
export function halfGaps(centroids: Float64Array, k: number, d: number): Float64Array {
  const gaps = new Float64Array(k).fill(Number.POSITIVE_INFINITY);
  for (let a = 1; a < k; a++) {
    for (let b = 0; b < a; b++) {
      let sum = 0;
      for (let j = 0; j < d; j++) {
        const difference = centroids[a * d + j] - centroids[b * d + j];
        sum += difference * difference;
      }
      const half = Math.sqrt(sum) / 2;
      if (half < gaps[a]) gaps[a] = half;
      if (half < gaps[b]) gaps[b] = half;
    }
  }
  return gaps;
}
