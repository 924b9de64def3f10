import { nextInTurn } from './next-in-turn.js';
import type { Policy } from './policy.js';

/** Each ready worker in turn, however busy it is. */
export function roundRobin(): Policy {
  let last = -1;
  return {
    choose(candidates) {
      const chosen = nextInTurn(candidates, last);
      if (chosen !== undefined) last = chosen.id;
      return chosen;
    },
  };
}
