interface Uniform {
  /** Uniform on [0, 1). */
  random(): number;
}

/**
 * Draws from the gamma distribution with scale 1, by Marsaglia and Tsang (ACM TOMS 26, 2000); a shape below 1 by their
 * boost of a draw with shape + 1.
 * @param shape above 0; the mean of the draws
 */
export function gammaDraws(shape: number, uniform: Uniform): () => number {
  const boosted = shape < 1;
  const d = (boosted ? shape + 1 : shape) - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  const draw = () => {
    for (;;) {
      const x = normal(uniform);
      const v = (1 + c * x) ** 3;
      if (v <= 0) continue;
      // 1 - random() is never 0, whose logarithm would accept anything.
      if (Math.log(1 - uniform.random()) < 0.5 * x * x + d * (1 - v + Math.log(v))) return d * v;
    }
  };
  return boosted ? () => draw() * (1 - uniform.random()) ** (1 / shape) : draw;
}

/** A standard normal number, by Marsaglia's polar method; the other of each pair is dropped. */
function normal(uniform: Uniform): number {
  for (;;) {
    const x = 2 * uniform.random() - 1;
    const y = 2 * uniform.random() - 1;
    const square = x * x + y * y;
    if (square > 0 && square < 1) return x * Math.sqrt((-2 * Math.log(square)) / square);
  }
}
