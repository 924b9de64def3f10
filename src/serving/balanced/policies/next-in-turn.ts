import type { Candidate } from './policy.js';

/**
 * The ready candidate whose number follows `last`, and after the highest the lowest. Going by numbers and not by
 * positions keeps the turn right while workers come and go.
 */
export function nextInTurn<C extends Candidate>(candidates: Iterable<C>, last: number): C | undefined {
  let next: C | undefined;
  let lowest: C | undefined;
  for (const candidate of candidates) {
    if (!candidate.ready) continue;
    if (lowest === undefined || candidate.id < lowest.id) lowest = candidate;
    if (candidate.id > last && (next === undefined || candidate.id < next.id)) next = candidate;
  }
  return next ?? lowest;
}
