/** What a difference must be to count. Shares are of the base: 0.05 is 5 %. */
export interface ComparisonRules {
  /** The difference that its user minds, as a share. */
  readonly threshold: number;
  /** The difference that calibration saw between equal runs of this suite on this host, as a share; 0 without one. */
  readonly floor: number;
  /** How often, of suites in which nothing changed, one may be called changed. */
  readonly alpha: number;
  /** A loss of quality beyond which it counts, as a share. */
  readonly qualityTolerance: number;
  readonly resamples: number;
  readonly seed: number;
}

export const DEFAULT_RULES: ComparisonRules = {
  threshold: 0.05,
  floor: 0,
  alpha: 0.05,
  // Equal distances swap places when sums are taken in another order.
  qualityTolerance: 0.001,
  resamples: 2000,
  seed: 1,
};

/** At 5 v 5 the least two-sided p is .0079, which a suite of seven cells cannot use; at 6 v 6 it is .0022. */
export const FEWEST_ROUNDS = 6;

/**
 * Rounds of each side where nobody asks for another number: with so many, a slowdown of 10 % is found beyond a threshold
 * of 5 % in 95 % of comparisons and more, of all simulated noises of 3 % (bench/verdicts.js). A number fixed beforehand
 * leaves the interval as wide as it should be, which stopping once it is narrow does not.
 */
export const COMPARISON_ROUNDS = 30;

/** @throws RangeError for rules by which nothing can be judged */
export function checkRules({ threshold, floor, alpha, qualityTolerance, resamples }: ComparisonRules): void {
  const shares = { threshold, floor, 'quality tolerance': qualityTolerance };
  for (const [name, share] of Object.entries(shares)) {
    if (!(share >= 0 && share < Number.POSITIVE_INFINITY)) {
      throw new RangeError(`expected a ${name} of 0 or more, got ${share}`);
    }
  }
  if (!(alpha > 0 && alpha < 1)) throw new RangeError(`expected an alpha between 0 and 1, got ${alpha}`);
  if (!Number.isInteger(resamples) || resamples < 100) {
    throw new RangeError(`expected at least 100 resamples, got ${resamples}`);
  }
}
