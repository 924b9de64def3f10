import { type ServingRow, unmeasuredRow } from '../../../src/suites/serving/row.js';

/** A row of a ramp that was measured: it answers all it is sent up to `most` requests a second, and then holds no SLO. */
export function rowAt(rate: number, most: number, changes: Partial<ServingRow> = {}): ServingRow {
  const holds = rate <= most;
  const answered = Math.min(rate, most);
  const ms = holds ? 100 + rate : 100 * rate;
  return {
    ...unmeasuredRow(
      {
        subject: { tier: changes.tier ?? 'batched', policy: changes.policy ?? 'adaptive' },
        rate,
        slo: 'p99=1500ms',
        arrivals: 'poisson',
        corpus: 'animals',
      },
      'emulated',
      'failed',
      '',
    ),
    status: 'ok',
    reason: holds ? null : `SLO missed: p99 ${ms} ms, over 1500 ms`,
    offeredRps: rate,
    planRps: rate,
    throughputRps: answered,
    goodputRps: holds ? answered : 0,
    sent: 10 * rate,
    successful: 10 * rate,
    meanMs: ms / 2,
    p50Ms: ms / 2,
    p90Ms: ms,
    p95Ms: ms,
    p99Ms: ms,
    p999Ms: ms,
    maxMs: ms,
    uncorrectedP99Ms: ms,
    slipP99Ms: 0.5,
    queueMs: ms / 4,
    embedMs: 0.1,
    retrieveMs: 0.2,
    generateMs: 80,
    instances: 1,
    meanBatch: 4,
    sloHolds: holds ? 'yes' : 'no',
    tries: 1,
    ...changes,
  };
}
