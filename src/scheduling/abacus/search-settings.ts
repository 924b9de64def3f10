/** How the controller looks for the part of a query that fits beside another. */
export interface SearchSettings {
  /** Points that are predicted at once. */
  readonly ways: number;
  /** A point that leaves less of the headroom than this is good enough. */
  readonly thresholdMs: number;
}

/** As all published runs had them. */
export const PUBLISHED_SEARCH: SearchSettings = { ways: 2, thresholdMs: 5 };
