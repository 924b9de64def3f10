import type { Latencies } from './latencies.js';

/** How requests ended. */
export interface Endings {
  /** Answered by their deadline. */
  readonly good: number;
  readonly late: number;
  readonly dropped: number;
  /** Neither answered nor dropped when the run was over. */
  readonly unfinished: number;
}

/** What a run came to, in the window that is counted. */
export interface Account extends Endings {
  /** Up to where anything happened: shorter than what was to be counted where a run ends before. */
  readonly windowMs: number;
  /** Of the requests that arrived in the window, how many were good: 1 when there was none. */
  readonly goodShare: number;
  readonly goodPerSecond: number;
  /** From arrival to answer, of those that were answered. */
  readonly latencies: Latencies;
  readonly byModel: readonly Endings[];
  /** How many pieces of work of each size were begun in the window and completed. */
  readonly sizes: readonly number[];
  /** Requests in a piece of work on average; NaN without one. */
  readonly meanSize: number;
  /** Of each GPU, within the window. */
  readonly busyMs: readonly number[];
  /** That part of `busyMs` that went to work which was lost. */
  readonly lostMs: number;
  /** GPUs that were busy at all. */
  readonly gpusUsed: number;
  /** Share of the window that GPUs were busy, on average over all of them. */
  readonly utilisation: number;
}

export function requestsOf({ good, late, dropped, unfinished }: Endings): number {
  return good + late + dropped + unfinished;
}
