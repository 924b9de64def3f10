import type { Samples } from './samples.js';

/** The mean of each feature and its deviation over a population; 1 where a feature does not vary. */
export interface Scale {
  readonly means: Float64Array;
  readonly deviations: Float64Array;
}

export function scaleOf({ count, dimensions, features }: Samples): Scale {
  const means = new Float64Array(dimensions);
  const squares = new Float64Array(dimensions);
  for (const [i, value] of features.entries())
    means[i % dimensions] = (means[i % dimensions] ?? 0) + value / count;
  for (const [i, value] of features.entries()) {
    const column = i % dimensions;
    squares[column] = (squares[column] ?? 0) + (value - (means[column] ?? 0)) ** 2 / count;
  }
  return { means, deviations: squares.map((square) => (square > 0 ? Math.sqrt(square) : 1)) };
}

/** Features less their mean, in units of their deviation, count x dimensions. */
export function scaled({ dimensions, features }: Samples, { means, deviations }: Scale): Float64Array {
  return Float64Array.from(features, (value, i) => {
    const column = i % dimensions;
    return (value - (means[column] ?? 0)) / (deviations[column] ?? 1);
  });
}
