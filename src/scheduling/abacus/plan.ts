import type { AbacusQuery, QueryPart } from './query.js';
import type { Candidate } from './query-slots.js';

/** Queries whose deadline is still to come, the most urgent first. */
export interface PlanningInput {
  readonly waiting: readonly Candidate[];
  /** Until the deadline of the first. */
  readonly headroomMs: number;
}

/** What to do when the group that is running has ended. */
export interface Plan {
  /** None: there is nothing to send. */
  readonly parts: readonly QueryPart[];
  readonly dropped: readonly AbacusQuery[];
  /** How long the controller thinks that the parts take. */
  readonly expectedMs: number;
}

export const NOTHING: Plan = { parts: [], dropped: [], expectedMs: 0 };
