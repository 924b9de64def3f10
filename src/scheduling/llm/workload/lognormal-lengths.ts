import { normalQuantile } from '../../../stats/normal.js';
import { seededUniform } from '../../../stats/random.js';

/** Lengths whose logarithms are normal, as those of prompts and answers nearly are. */
export interface LognormalLengths {
  readonly median: number;
  /** Standard deviation of the natural logarithm; 0: all of the same length. */
  readonly sigma: number;
  readonly most: number;
}

/** Draws lengths from 1 to the most. */
export function lognormalLengths({ median, sigma, most }: LognormalLengths, seed: number): () => number {
  const uniform = seededUniform(seed);
  return () => {
    // Half a step inwards: the quantile at 0 is minus infinity.
    const z = normalQuantile(uniform() + 2 ** -33);
    return Math.min(most, Math.max(1, Math.round(median * Math.exp(sigma * z))));
  };
}
