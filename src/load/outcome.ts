/**
 * How a request ended. `ok`: a status of 200 to 299. `refused`: 429 or 503, by which a server says that it is full.
 * `failed`: any other status. `error`: no whole answer, for a reason of the connection. `timedOut`: aborted because its
 * time was up. `unfinished`: cut off by the end of the run, and counted nowhere else.
 */
export const OUTCOMES = ['ok', 'refused', 'failed', 'error', 'timedOut', 'unfinished'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export const OUTCOME_CODE: Readonly<Record<Outcome, number>> = {
  ok: 0,
  refused: 1,
  failed: 2,
  error: 3,
  timedOut: 4,
  unfinished: 5,
};

export function outcomeOfStatus(status: number): Outcome {
  if (status >= 200 && status < 300) return 'ok';
  return status === 429 || status === 503 ? 'refused' : 'failed';
}
