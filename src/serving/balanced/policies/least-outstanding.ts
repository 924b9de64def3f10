import { nextInTurn } from './next-in-turn.js';
import type { Policy } from './policy.js';

/** The ready worker with the fewest requests outstanding; equal ones in turn, or the first would take all light load. */
export function leastOutstanding(): Policy {
  let last = -1;
  return {
    choose(candidates) {
      let fewest = Number.POSITIVE_INFINITY;
      for (const { ready, outstanding } of candidates) {
        if (ready && outstanding < fewest) fewest = outstanding;
      }
      const equal = candidates.filter(({ outstanding }) => outstanding === fewest);
      const chosen = nextInTurn(equal, last);
      if (chosen !== undefined) last = chosen.id;
      return chosen;
    },
  };
}
