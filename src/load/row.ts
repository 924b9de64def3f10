import { z } from 'zod';
import { CHECKS, STATUSES, type Status } from '../results/status.js';
import { sortedQuantile } from '../stats/quantile.js';
import type { LoadMeasurement } from './generate-load.js';
import { COUNT_FIELDS, figure, LATENCY_FIELDS } from './row-figures.js';
import type { LoadSummary } from './summary.js';

export const loadRow = z.strictObject({
  suite: z.literal('load'),
  url: z.string(),
  arrivals: z.string(),
  /** Requests per second that were asked for; null of a closed loop and of a trace. */
  rate: figure,
  /** Clients of a closed loop. */
  concurrency: z.int().nullable(),
  slo: z.string().nullable(),
  status: z.enum(STATUSES),
  reason: z.string().nullable(),
  check: z.enum(CHECKS),
  sloHolds: z.enum(['yes', 'no']).nullable(),
  /** Requests that it takes to show that the SLO holds, with as many over as there were. */
  sloNeeded: z.int().nullable(),
  ...COUNT_FIELDS,
  unfinished: z.int(),
  ...LATENCY_FIELDS,
  uncorrectedP50Ms: figure,
  uncorrectedP99Ms: figure,
  slipP99Ms: figure,
  slipMaxMs: figure,
  eventLoopLagP99Ms: figure,
  generatorCpuPercent: figure,
  connections: z.int(),
  ttftP50Ms: figure,
  ttftP99Ms: figure,
  tpotP50Ms: figure,
  tpotP99Ms: figure,
});
export type LoadRow = z.infer<typeof loadRow>;

/** What was asked, as its row says it. */
export type LoadQuestion = Pick<LoadRow, 'url' | 'arrivals' | 'rate' | 'concurrency' | 'slo'>;

export function loadRowOf(
  question: LoadQuestion,
  summary: LoadSummary,
  measurement: Omit<LoadMeasurement, 'samples'>,
): LoadRow {
  const { corrected, uncorrected } = summary.latencies;
  const { sent, successful, failed, refused, timedOut, unfinished } = summary;
  const { status, reason } = statusOf(summary, measurement);
  const mean = corrected.length === 0 ? null : corrected.reduce((sum, ms) => sum + ms, 0) / corrected.length;
  return {
    suite: 'load',
    ...question,
    status,
    reason,
    check: 'none',
    sloHolds: summary.slo === undefined ? null : summary.slo.holds ? 'yes' : 'no',
    sloNeeded: summary.slo?.neededToShow ?? null,
    offeredRps: known(summary.offeredRps),
    throughputRps: known(summary.throughputRps),
    goodputRps: known(summary.goodputRps),
    ...{ sent, successful, failed, refused, timedOut, unfinished },
    meanMs: mean,
    p50Ms: at(corrected, 0.5),
    p90Ms: at(corrected, 0.9),
    p95Ms: at(corrected, 0.95),
    p99Ms: at(corrected, 0.99),
    p999Ms: at(corrected, 0.999),
    maxMs: at(corrected, 1),
    uncorrectedP50Ms: at(uncorrected, 0.5),
    uncorrectedP99Ms: at(uncorrected, 0.99),
    slipP99Ms: known(summary.slipP99Ms),
    slipMaxMs: known(summary.slipMaxMs),
    eventLoopLagP99Ms: known(measurement.eventLoopLagP99Ms),
    generatorCpuPercent: known(measurement.cpuShare * 100),
    connections: measurement.connections,
    ttftP50Ms: at(summary.firstTokenMs, 0.5),
    ttftP99Ms: at(summary.firstTokenMs, 0.99),
    tpotP50Ms: at(summary.perTokenMs, 0.5),
    tpotP99Ms: at(summary.perTokenMs, 0.99),
  };
}

function statusOf(
  summary: LoadSummary,
  { isPartial, failures }: Omit<LoadMeasurement, 'samples'>,
): { status: Status; reason: string | null } {
  const troubles = Object.entries(failures)
    .sort(([, a], [, b]) => b - a)
    .map(([name, count]) => `${name} ${count} times`)
    .join(', ');
  if (isPartial) return { status: 'interrupted', reason: troubles === '' ? null : troubles };
  if (summary.invalid !== undefined) {
    return {
      status: 'invalid',
      reason: [summary.invalid, troubles].filter((part) => part !== '').join('; '),
    };
  }
  if (summary.successful === 0) return { status: 'failed', reason: `no request was answered: ${troubles}` };
  const missed = summary.slo?.missed ?? [];
  const reasons = [...missed.map((one) => `SLO missed: ${one}`), ...(troubles === '' ? [] : [troubles])];
  return { status: 'ok', reason: reasons.length === 0 ? null : reasons.join('; ') };
}

function known(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

function at(sorted: Float64Array, share: number): number | null {
  return known(sortedQuantile(sorted, share));
}
