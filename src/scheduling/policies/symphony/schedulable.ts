import type { LatencyProfile } from '../../policy.js';

/** When a batch that could run is let run. */
export type SchedulableCondition =
  /** At once. */
  | { readonly type: 'immediately' }
  /** When it has the size that the load needs; until then as `frontrun`. */
  | { readonly type: 'target-batch' }
  /** When as much time has passed since the model's last batch as a target batch takes to arrive. */
  | { readonly type: 'target-delay' }
  /** When one more arrival could no longer join it. Symphony's own. */
  | { readonly type: 'frontrun' }
  /** At the last moment that is in time. */
  | { readonly type: 'latest' }
  /** When it has as many as arrive while a batch's fixed part runs; until then as `frontrun`. */
  | { readonly type: 'beta-lambda' }
  /** When its first has waited for a share of its latency target. */
  | { readonly type: 'timeout'; readonly shareOfSlo: number };

export interface CandidateBatch {
  readonly size: number;
  readonly target: number;
  readonly latency: LatencyProfile;
  /** The soonest that it could begin if a GPU were free. */
  readonly earliestMs: number;
  /** When it must end. */
  readonly dueMs: number;
  readonly dataMsPerRequest: number;
  /** Of its first request. */
  readonly arrivalMs: number;
  readonly sloMs: number;
  readonly lastRunMs: number;
  /** Arrivals a millisecond; undefined: not known. */
  readonly perMs: number | undefined;
}

/** When the batch is to begin, from the soonest that it can to the last moment that is in time. */
export function schedulableAtMs(condition: SchedulableCondition, batch: CandidateBatch): number {
  const latestMs = batch.dueMs - batch.latency.ms(batch.size);
  return Math.max(batch.earliestMs, Math.min(wishedMs(condition, batch), latestMs));
}

function wishedMs(condition: SchedulableCondition, batch: CandidateBatch): number {
  switch (condition.type) {
    case 'immediately':
      return batch.earliestMs;
    case 'target-batch':
      return batch.size >= batch.target ? batch.earliestMs : frontrunMs(batch);
    case 'target-delay':
      return batch.perMs === undefined ? frontrunMs(batch) : batch.lastRunMs + batch.target / batch.perMs;
    case 'frontrun':
      return frontrunMs(batch);
    case 'latest':
      return Number.POSITIVE_INFINITY;
    case 'beta-lambda': {
      const enough = batch.perMs !== undefined && batch.size >= fixedMs(batch.latency) * batch.perMs;
      return enough ? batch.earliestMs : frontrunMs(batch);
    }
    case 'timeout':
      return batch.arrivalMs + condition.shareOfSlo * batch.sloMs;
  }
}

/** A batch that is full waits for no other. */
function frontrunMs({ size, latency, dueMs, earliestMs, dataMsPerRequest }: CandidateBatch): number {
  if (size >= latency.maxBatch) return earliestMs;
  return dueMs - latency.ms(size + 1) - dataMsPerRequest;
}

/** What the line through the two smallest batches takes for none. */
function fixedMs(latency: LatencyProfile): number {
  return latency.maxBatch < 2 ? latency.ms(1) : Math.max(0, 2 * latency.ms(1) - latency.ms(2));
}
