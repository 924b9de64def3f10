import type { Metric } from '../../backend.js';
import { total } from '../kernels/kmeans-centres.js';
import { lowerCosines, lowerSquaredDistances, rowAtWeight } from '../kernels/kmeans-plus-plus.js';
import type { RowPasses } from './row-passes.js';

export interface PlusPlusOptions {
  readonly k: number;
  readonly metric: Metric;
  uniform(): number;
  progress?(done: number): void;
}

/**
 * k-means++ (Arthur and Vassilvitskii 2007): the first row at random, each other with a probability in proportion to
 * its score for the nearest of those before it, a pass over the rows for each. Scores are float64 and summed in the
 * order of the rows, so that the choice depends on nothing but the rows and the random numbers.
 */
export async function plusPlusRows(passes: RowPasses, options: PlusPlusOptions): Promise<number[]> {
  const { k, metric, uniform, progress } = options;
  const { n, d } = passes.source;
  const lower = metric === 'cosine' ? lowerCosines : lowerSquaredDistances;
  const nearest = new Float64Array(n).fill(Number.POSITIVE_INFINITY);
  const chosen = [Math.floor(uniform() * n)];
  while (chosen.length < k) {
    progress?.(chosen.length);
    const centre = await passes.rows(chosen.at(-1) ?? 0, 1);
    await passes.forEach(({ start, n: count, data }) => {
      lower(data, count, d, centre, nearest.subarray(start, start + count));
    });
    const row = rowAtWeight(nearest, uniform() * total(nearest));
    chosen.push(row >= 0 ? row : firstOther(chosen));
  }
  progress?.(k);
  return chosen;
}

/** Where every row coincides with one that is chosen, the first that is not chosen itself. */
function firstOther(chosen: readonly number[]): number {
  const taken = new Set(chosen);
  let row = 0;
  while (taken.has(row)) row++;
  return row;
}
