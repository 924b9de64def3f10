import { sortedQuantile } from '../../stats/quantile.js';

/** Measured over predicted latency, at equal steps of probability. */
export type ErrorQuantiles = readonly number[];

/** The outermost hundredths are of groups so short that a call to the GPU is longer. */
const LOWEST = 0.01;
const STEPS = 98;

export function errorQuantiles(predicted: ArrayLike<number>, measured: ArrayLike<number>): ErrorQuantiles {
  const ratios = Float64Array.from(measured, (truth, i) => truth / (predicted[i] ?? Number.NaN)).sort();
  return Array.from({ length: STEPS + 1 }, (_, i) =>
    sortedQuantile(ratios, LOWEST + ((1 - 2 * LOWEST) * i) / STEPS),
  );
}
