import { leastOutstanding } from './least-outstanding.js';
import type { Policy } from './policy.js';
import { powerOfTwo } from './power-of-two.js';
import { roundRobin } from './round-robin.js';

export const POLICY_NAMES = ['round-robin', 'least-outstanding', 'power-of-two'] as const;
export type PolicyName = (typeof POLICY_NAMES)[number];

/** `seed` is for the policies that draw. */
export function openPolicy(name: PolicyName, seed: number): Policy {
  switch (name) {
    case 'round-robin':
      return roundRobin();
    case 'least-outstanding':
      return leastOutstanding();
    case 'power-of-two':
      return powerOfTwo(seed);
  }
}
