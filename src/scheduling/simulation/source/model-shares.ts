import { UsageError } from '../../../errors.js';

/** How requests are spread over models. */
export type ModelShares =
  | { readonly kind: 'uniform' }
  /** The k-th model gets a share in proportion to 1 / k^exponent. */
  | { readonly kind: 'zipf'; readonly exponent: number }
  /** In these proportions, whatever they add up to. */
  | { readonly kind: 'given'; readonly weights: readonly number[] };

/**
 * The share of each of `count` models, which add up to 1.
 * @throws UsageError when there is not one weight of at least 0 for each model, or all are 0
 */
export function sharesOf(shares: ModelShares, count: number): Float64Array {
  const weights = weightsOf(shares, count);
  const sum = weights.reduce((before, weight) => before + weight, 0);
  const isWhole = weights.length === count && weights.every((weight) => weight >= 0);
  if (!(isWhole && sum > 0 && sum < Number.POSITIVE_INFINITY)) {
    const got = shares.kind === 'given' ? shares.weights.join(', ') : `${shares.kind} over ${count}`;
    throw new UsageError(`expected a share of at least 0 for each of ${count} models, not all 0; got ${got}`);
  }
  return weights.map((weight) => weight / sum);
}

/** Draws a model for each uniform number in [0, 1). */
export function modelPicker(shares: Float64Array): (uniform: number) => number {
  const upTo = new Float64Array(shares.length);
  let sum = 0;
  for (const [model, share] of shares.entries()) {
    sum += share;
    upTo[model] = sum;
  }
  // Rounding may leave the sum below the number drawn, which then is of the last model that has a share.
  const last = shares.findLastIndex((share) => share > 0);
  return (uniform) => {
    let low = 0;
    let high = last;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (uniform < (upTo[middle] ?? 1)) high = middle;
      else low = middle + 1;
    }
    return low;
  };
}

function weightsOf(shares: ModelShares, count: number): Float64Array {
  switch (shares.kind) {
    case 'uniform':
      return new Float64Array(count).fill(1);
    case 'zipf':
      return Float64Array.from({ length: count }, (_, model) => (model + 1) ** -shares.exponent);
    case 'given':
      return Float64Array.from(shares.weights);
  }
}
