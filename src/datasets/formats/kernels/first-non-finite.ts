/** Index of the first NaN or infinity in `values`, or -1. */
export function firstNonFinite(values: Float32Array): number {
  const { length } = values;
  const whole = length - (length % 4);
  // x - x is 0 for every finite x and NaN otherwise, and a NaN stays in a sum: no branch on the usual path.
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  for (let i = 0; i < whole; i += 4) {
    a += values[i] - values[i];
    b += values[i + 1] - values[i + 1];
    c += values[i + 2] - values[i + 2];
    d += values[i + 3] - values[i + 3];
  }
  for (let i = whole; i < length; i++) a += values[i] - values[i];
  if (a + b + c + d === 0) return -1;
  for (let i = 0; i < length; i++) if (!Number.isFinite(values[i])) return i;
  return -1;
}
