/** Requests that wait while nothing runs. */
export interface Waiting {
  readonly count: number;
  readonly oldestMs: number;
}

/** Says when a batch that is not full is closed. Times are those of the queue's clock. */
export interface ClosingRule {
  onArrival(nowMs: number): void;
  onBatch(size: number, tookMs: number): void;
  /** When to close if nobody else comes; a time that is over means now. */
  closeAtMs(waiting: Waiting): number;
}

/** A batch is closed when its oldest request has waited for `maxWaitMs`, as in the published service. */
export function timeoutRule(maxWaitMs: number): ClosingRule {
  return {
    onArrival() {},
    onBatch() {},
    closeAtMs: ({ oldestMs }) => oldestMs + maxWaitMs,
  };
}
