import { normalQuantile } from './normal.js';

/**
 * How rounds vary on real hosts. `heavy-tailed`: now and then something else runs, and a round takes much longer.
 * `bimodal`: a processor has two speeds. `drifting`: the host slows down and recovers, and sides measured in turns share it.
 */
export const NOISE_KINDS = ['normal', 'heavy-tailed', 'bimodal', 'drifting'] as const;
export type NoiseKind = (typeof NOISE_KINDS)[number];

export interface SimulatedRounds {
  readonly kind: NoiseKind;
  readonly rounds: number;
  /** Standard deviation of the logarithm of a round, all causes together: about the share by which rounds vary. */
  readonly noise: number;
  /** By how much the head is slower, as a share; 0 for equal sides. */
  readonly slowdown: number;
}

/** A round of either side takes about this. */
const TYPICAL_MS = 50;
/** Of rounds, how many are disturbed, and of bimodal ones, how many are slow. */
const DISTURBED = 0.05;
const SLOW = 0.3;

/** Rounds of two sides measured in turns, to try a rule of comparison on. */
export function simulateRounds(
  { kind, rounds, noise, slowdown }: SimulatedRounds,
  uniform: () => number,
): { readonly baseMs: number[]; readonly headMs: number[] } {
  // Uniform numbers begin with 0, of which the normal quantile is -Infinity.
  const normal = () => normalQuantile(1 - uniform() - 2 ** -33);
  const phase = uniform();
  const baseMs: number[] = [];
  const headMs: number[] = [];
  for (let round = 0; round < rounds; round++) {
    // A wave of amplitude 1 has a variance of 1/2: half of what varies, on either side.
    const shared = kind === 'drifting' ? Math.sin(2 * Math.PI * (round / rounds + phase)) : 0;
    baseMs.push(TYPICAL_MS * Math.exp(noise * (shared + deviation(kind, uniform, normal))));
    headMs.push(TYPICAL_MS * (1 + slowdown) * Math.exp(noise * (shared + deviation(kind, uniform, normal))));
  }
  return { baseMs, headMs };
}

/** One round's own deviation: of variance 1, or what the shared one leaves of it. */
function deviation(kind: NoiseKind, uniform: () => number, normal: () => number): number {
  switch (kind) {
    case 'normal':
      return normal();
    case 'heavy-tailed': {
      // Half of the variance is of few rounds, which an exponential makes longer: its mean square is 2.
      const disturbance = uniform() < DISTURBED ? -Math.log(1 - uniform()) / Math.sqrt(4 * DISTURBED) : 0;
      return Math.SQRT1_2 * normal() + disturbance;
    }
    case 'bimodal': {
      const apart = Math.sqrt(0.75 / (SLOW * (1 - SLOW)));
      return 0.5 * normal() + (uniform() < SLOW ? apart : 0);
    }
    case 'drifting':
      return Math.SQRT1_2 * normal();
  }
}
