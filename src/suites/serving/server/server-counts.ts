import type { MetricSample } from './prometheus.js';

export const STAGES = ['queue', 'embed', 'retrieve', 'generate'] as const;
export type Stage = (typeof STAGES)[number];

/** What one worker has counted since it started; what it has now. */
export interface WorkerCounts {
  /** Seconds spent in each stage by all requests it answered. */
  readonly stageSeconds: Readonly<Record<Stage, number>>;
  readonly answered: number;
  readonly batches: number;
  readonly batched: number;
  readonly queueDepth: number;
}

/** What a gateway knows of itself; a tier of one process has none. */
export interface GatewayCounts {
  readonly workerUrls: readonly string[];
  readonly serving: number;
  /** Requests that wait in the gateway itself. */
  readonly queueDepth: number;
  readonly retries: number;
  readonly crashes: number;
}

/** Means over what was answered between two looks; null where nothing was. */
export interface ServerMeans {
  readonly queueMs: number | null;
  readonly embedMs: number | null;
  readonly retrieveMs: number | null;
  readonly generateMs: number | null;
  readonly meanBatch: number | null;
  readonly instances: number | null;
  readonly instancesMax: number | null;
  readonly retries: number | null;
  readonly crashes: number | null;
}

export function workerCounts(samples: readonly MetricSample[]): WorkerCounts {
  const stage = (suffix: 'sum' | 'count', name: Stage) =>
    samples.find((one) => one.name === `mls_stage_seconds_${suffix}` && one.labels.stage === name)?.value ??
    0;
  return {
    stageSeconds: byStage((name) => stage('sum', name)),
    answered: stage('count', 'generate'),
    batches: figureOf(samples, 'mls_batch_size_count'),
    batched: figureOf(samples, 'mls_batch_size_sum'),
    queueDepth: figureOf(samples, 'mls_queue_depth'),
  };
}

/** Undefined where these are no metrics of a gateway. */
export function gatewayCounts(samples: readonly MetricSample[]): GatewayCounts | undefined {
  const states = samples.filter(({ name }) => name === 'mls_instances');
  if (states.length === 0) return undefined;
  return {
    workerUrls: samples.flatMap(({ name, labels: { url } }) =>
      name === 'mls_worker_info' && url !== undefined ? [url] : [],
    ),
    serving: states.find(({ labels }) => labels.state === 'serving')?.value ?? 0,
    queueDepth: figureOf(samples, 'mls_queue_depth'),
    retries: figureOf(samples, 'mls_retries_total'),
    crashes: figureOf(samples, 'mls_worker_crashes_total'),
  };
}

export function sumOfCounts(all: readonly WorkerCounts[]): WorkerCounts {
  const sum = (of: (counts: WorkerCounts) => number) => all.reduce((total, one) => total + of(one), 0);
  return {
    stageSeconds: byStage((name) => sum(({ stageSeconds }) => stageSeconds[name])),
    answered: sum(({ answered }) => answered),
    batches: sum(({ batches }) => batches),
    batched: sum(({ batched }) => batched),
    queueDepth: sum(({ queueDepth }) => queueDepth),
  };
}

/** Milliseconds of a request in each stage, and requests in a batch, between two looks. */
export function meansBetween(
  before: WorkerCounts,
  after: WorkerCounts,
): Pick<ServerMeans, 'queueMs' | 'embedMs' | 'retrieveMs' | 'generateMs' | 'meanBatch'> {
  const answered = after.answered - before.answered;
  const batches = after.batches - before.batches;
  const ms = (name: Stage) =>
    answered > 0 ? ((after.stageSeconds[name] - before.stageSeconds[name]) * 1000) / answered : null;
  return {
    queueMs: ms('queue'),
    embedMs: ms('embed'),
    retrieveMs: ms('retrieve'),
    generateMs: ms('generate'),
    meanBatch: batches > 0 ? (after.batched - before.batched) / batches : null,
  };
}

function byStage(of: (name: Stage) => number): Record<Stage, number> {
  return {
    queue: of('queue'),
    embed: of('embed'),
    retrieve: of('retrieve'),
    generate: of('generate'),
  };
}

function figureOf(samples: readonly MetricSample[], wanted: string): number {
  return samples.find(({ name }) => name === wanted)?.value ?? 0;
}
