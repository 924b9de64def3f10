/** A worker as a policy sees it. */
export interface Candidate {
  /** Numbers rise in the order in which workers were started, and are never used again. */
  readonly id: number;
  readonly ready: boolean;
  /** Requests sent to it that are not answered yet. */
  readonly outstanding: number;
}

/** Chooses who answers the next request. It looks at nothing but the candidates and its own memory. */
export interface Policy {
  /** `undefined` when no candidate is ready. */
  choose<C extends Candidate>(candidates: readonly C[]): C | undefined;
}
