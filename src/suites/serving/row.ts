import { z } from 'zod';
import type { LoadRow } from '../../load/row.js';
import { COUNT_FIELDS, figure, LATENCY_FIELDS } from '../../load/row-figures.js';
import { CHECKS, STATUSES } from '../../results/status.js';
import { TIER_NAMES } from '../../serving/tier.js';
import type { AnswerCheck } from './check-answers.js';
import type { ServerMeans } from './server/server-counts.js';
import type { SimulatedLoad } from './simulated-load.js';
import type { ServingSubject } from './subjects.js';

export const servingRow = z.strictObject({
  suite: z.literal('serving'),
  tier: z.enum(TIER_NAMES),
  policy: z.string(),
  /** Who answered, as answers say it: `emulated` where no model did, `none` of the null tier. */
  model: z.string(),
  ...COUNT_FIELDS,
  ...LATENCY_FIELDS,
  uncorrectedP99Ms: figure,
  slipP99Ms: figure,
  /** Instances that served, in the mean over the measured time. */
  instances: figure,
  meanBatch: figure,
  status: z.enum(STATUSES),
  reason: z.string().nullable(),
  /** Whether one answer to each question, before the load, came from the right passage. */
  check: z.enum(CHECKS),
  /** Requests a second that were asked for. */
  rate: figure,
  /** Those of the plan, which draws may put above or below. */
  planRps: figure,
  slo: z.string(),
  sloHolds: z.enum(['yes', 'no']).nullable(),
  /** Where a request's time went in the server, in the mean; of the stages, those of its whole batch. */
  queueMs: figure,
  embedMs: figure,
  retrieveMs: figure,
  generateMs: figure,
  arrivals: z.string(),
  corpus: z.string(),
  unfinished: z.int(),
  instancesMax: z.int().nullable(),
  /** Requests that the gateway sent again because their worker failed. */
  retries: z.int().nullable(),
  crashes: z.int().nullable(),
  eventLoopLagP99Ms: figure,
  generatorCpuPercent: figure,
  connections: z.int(),
  /** How often the rate was sent: again where the generator had left its plan. */
  tries: z.int(),
  /** Of a scheduling policy: what its simulation says of the same arrivals. Rows of before it are without. */
  simulatedGoodputRps: figure.default(null),
  simulatedP99Ms: figure.default(null),
  /** By how much the simulation says more than was measured. */
  goodputErrorPercent: figure.default(null),
  p99ErrorPercent: figure.default(null),
  /** The way to a worker and back that was measured and put into the simulation. */
  simulatedDelayMs: figure.default(null),
});
export type ServingRow = z.infer<typeof servingRow>;

/** What a row says besides what was measured. */
export interface ServingQuestion {
  readonly subject: Pick<ServingSubject, 'tier' | 'policy'>;
  readonly rate: number;
  readonly slo: string;
  readonly arrivals: string;
  readonly corpus: string;
}

export interface ServingMeasurement {
  readonly load: LoadRow;
  readonly server: ServerMeans;
  readonly answers: AnswerCheck;
  readonly planRps: number;
  readonly tries: number;
  /** Undefined where nothing schedules. */
  readonly simulated?: SimulatedLoad | undefined;
}

/** A wrong answer makes the row wrong, whatever its speed. */
export function servingRowOf(question: ServingQuestion, measured: ServingMeasurement): ServingRow {
  const { load, server, answers, planRps, tries, simulated } = measured;
  const isWrong = answers.check === 'fail' && load.status !== 'interrupted';
  const { offeredRps, throughputRps, goodputRps, sent, successful, failed, refused, timedOut } = load;
  const { meanMs, p50Ms, p90Ms, p95Ms, p99Ms, p999Ms, maxMs, uncorrectedP99Ms, slipP99Ms } = load;
  return {
    suite: 'serving',
    ...question.subject,
    model: answers.model,
    ...{ offeredRps, throughputRps, goodputRps, sent, successful, failed, refused, timedOut },
    ...{ meanMs, p50Ms, p90Ms, p95Ms, p99Ms, p999Ms, maxMs, uncorrectedP99Ms, slipP99Ms },
    instances: server.instances,
    meanBatch: server.meanBatch,
    status: isWrong ? 'wrong' : load.status,
    reason: isWrong ? answers.reason : load.reason,
    check: answers.check,
    rate: question.rate,
    planRps,
    slo: question.slo,
    sloHolds: load.sloHolds,
    queueMs: server.queueMs,
    embedMs: server.embedMs,
    retrieveMs: server.retrieveMs,
    generateMs: server.generateMs,
    arrivals: question.arrivals,
    corpus: question.corpus,
    unfinished: load.unfinished,
    instancesMax: server.instancesMax,
    retries: server.retries,
    crashes: server.crashes,
    eventLoopLagP99Ms: load.eventLoopLagP99Ms,
    generatorCpuPercent: load.generatorCpuPercent,
    connections: load.connections,
    tries,
    simulatedGoodputRps: simulated?.goodputRps ?? null,
    simulatedP99Ms: simulated?.p99Ms ?? null,
    goodputErrorPercent: errorPercent(simulated?.goodputRps, goodputRps),
    p99ErrorPercent: errorPercent(simulated?.p99Ms, p99Ms),
    simulatedDelayMs: simulated?.delayMs ?? null,
  };
}

function errorPercent(simulated: number | null | undefined, measured: number | null): number | null {
  if (simulated === null || simulated === undefined || measured === null || measured === 0) return null;
  return (100 * (simulated - measured)) / measured;
}

/** A rate that was not sent, and why. */
export function unmeasuredRow(
  { subject, rate, slo, arrivals, corpus }: ServingQuestion,
  model: string,
  status: 'skipped' | 'failed',
  reason: string,
): ServingRow {
  return {
    suite: 'serving',
    ...subject,
    model,
    ...{ offeredRps: null, throughputRps: null, goodputRps: null },
    ...{ sent: 0, successful: 0, failed: 0, refused: 0, timedOut: 0 },
    ...{ meanMs: null, p50Ms: null, p90Ms: null, p95Ms: null, p99Ms: null, p999Ms: null, maxMs: null },
    ...{ uncorrectedP99Ms: null, slipP99Ms: null, instances: null, meanBatch: null },
    ...{ status, reason, check: 'none' },
    ...{ rate, planRps: null, slo, sloHolds: null },
    ...{ queueMs: null, embedMs: null, retrieveMs: null, generateMs: null },
    ...{ arrivals, corpus, unfinished: 0, instancesMax: null, retries: null, crashes: null },
    ...{ eventLoopLagP99Ms: null, generatorCpuPercent: null, connections: 0, tries: 0 },
    ...{ simulatedGoodputRps: null, simulatedP99Ms: null, goodputErrorPercent: null },
    ...{ p99ErrorPercent: null, simulatedDelayMs: null },
  };
}
