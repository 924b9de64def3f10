/** The largest of some norms, and the smallest that is not zero. */
export function normRange(norms: Float32Array): { longest: number; shortest: number } {
  let longest = 0;
  let shortest = Number.POSITIVE_INFINITY;
  for (let i = 0; i < norms.length; i++) {
    const norm = norms[i];
    if (norm > longest) longest = norm;
    if (norm > 0 && norm < shortest) shortest = norm;
  }
  return { longest, shortest };
}
