/** Coordinates after which a sum is compared with what it would have to beat. A multiple of the lanes. */
const STRIDE = 32;

/**
 * Lowers each row's squared distance to the nearest centre so far where the new centre is nearer. A sum that has
 * reached the old one is given up: no partial sum falls again.
 */
export function lowerSquaredDistances(
  rows: Float32Array,
  n: number,
  d: number,
  centre: Float32Array,
  nearest: Float64Array,
): void {
  const whole = d - (d % STRIDE);
  for (let i = 0; i < n; i++) {
    const ro = i * d;
    const limit = nearest[i];
    let sum = 0;
    let j = 0;
    while (j < whole && sum < limit) {
      // Four lanes: a single one would wait for every addition.
      let s0 = 0;
      let s1 = 0;
      let s2 = 0;
      let s3 = 0;
      for (const end = j + STRIDE; j < end; j += 4) {
        const d0 = rows[ro + j] - centre[j];
        const d1 = rows[ro + j + 1] - centre[j + 1];
        const d2 = rows[ro + j + 2] - centre[j + 2];
        const d3 = rows[ro + j + 3] - centre[j + 3];
        s0 += d0 * d0;
        s1 += d1 * d1;
        s2 += d2 * d2;
        s3 += d3 * d3;
      }
      sum += s0 + s1 + (s2 + s3);
    }
    for (; j < d && sum < limit; j++) {
      const difference = rows[ro + j] - centre[j];
      sum += difference * difference;
    }
    if (sum < limit) nearest[i] = sum;
  }
}

/** As `lowerSquaredDistances`, for 1 - cos; a zero row has no direction and is at 0. */
export function lowerCosines(
  rows: Float32Array,
  n: number,
  d: number,
  centre: Float32Array,
  nearest: Float64Array,
): void {
  let centreSquared = 0;
  for (let j = 0; j < d; j++) centreSquared += centre[j] * centre[j];
  for (let i = 0; i < n; i++) {
    let dot = 0;
    let squared = 0;
    for (let j = 0; j < d; j++) {
      const x = rows[i * d + j];
      dot += x * centre[j];
      squared += x * x;
    }
    if (squared === 0) {
      nearest[i] = 0;
      continue;
    }
    const distance = centreSquared === 0 ? 1 : 1 - dot / (Math.sqrt(squared) * Math.sqrt(centreSquared));
    // The same direction may come out just below 0.
    if (distance < nearest[i]) nearest[i] = distance > 0 ? distance : 0;
  }
}

/** The first row at which the running sum of the weights passes `target`; the last of positive weight if none does. */
export function rowAtWeight(weights: Float64Array, target: number): number {
  let sum = 0;
  let last = -1;
  for (let i = 0; i < weights.length; i++) {
    if (weights[i] === 0) continue;
    sum += weights[i];
    last = i;
    if (sum > target) return i;
  }
  return last;
}
