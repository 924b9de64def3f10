import { UsageError } from '../../errors.js';
import { normalQuantile } from '../../stats/normal.js';
import { seededUniform } from '../../stats/random.js';

/** How far the time that work takes strays from what its profile says, by a factor with mean 1. */
export type Jitter =
  | { readonly kind: 'none' }
  /** Anywhere from `1 - share` to `1 + share`. */
  | { readonly kind: 'uniform'; readonly share: number; readonly seed: number }
  /** Now and then much longer: the exponential of a normal number with deviation `sigma`. */
  | { readonly kind: 'lognormal'; readonly sigma: number; readonly seed: number }
  /** Without memory, as the service of M/M/1 is. */
  | { readonly kind: 'exponential'; readonly seed: number };

export const NO_JITTER: Jitter = { kind: 'none' };

/**
 * Draws the factor of one piece of work after another.
 * @throws UsageError for a share outside [0, 1) or a sigma below 0
 */
export function jitterFactors(jitter: Jitter): () => number {
  switch (jitter.kind) {
    case 'none':
      return () => 1;
    case 'uniform': {
      const { share } = jitter;
      if (!(share >= 0 && share < 1)) throw new UsageError(`expected jitter from 0 to below 1; got ${share}`);
      const uniform = seededUniform(jitter.seed);
      return () => 1 + share * (2 * uniform() - 1);
    }
    case 'lognormal': {
      const { sigma } = jitter;
      if (!(sigma >= 0))
        throw new UsageError(`expected lognormal jitter with a sigma of at least 0; got ${sigma}`);
      const uniform = seededUniform(jitter.seed);
      // Half a step up: the generator has 2^32 values, of which 0 has no quantile.
      const open = () => uniform() + 2 ** -33;
      return () => Math.exp(sigma * normalQuantile(open()) - (sigma * sigma) / 2);
    }
    case 'exponential': {
      const uniform = seededUniform(jitter.seed);
      return () => -Math.log(1 - uniform());
    }
  }
}
