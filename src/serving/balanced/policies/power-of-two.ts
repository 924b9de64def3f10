import { seededUniform } from '../../../stats/random.js';
import type { Policy } from './policy.js';

/**
 * Of two ready workers drawn at random the one with fewer requests outstanding (Mitzenmacher, "The Power of Two Choices
 * in Randomized Load Balancing", 2001). Several gateways that see stale counts do not all run to the same worker.
 */
export function powerOfTwo(seed: number): Policy {
  const uniform = seededUniform(seed);
  return {
    choose(candidates) {
      const ready = candidates.filter((candidate) => candidate.ready);
      const first = Math.floor(uniform() * ready.length);
      // Drawn from the others, so that the two differ.
      const other = Math.floor(uniform() * (ready.length - 1));
      const one = ready[first];
      const two = ready[other < first ? other : other + 1];
      if (one === undefined || two === undefined) return one;
      return two.outstanding < one.outstanding ? two : one;
    },
  };
}
