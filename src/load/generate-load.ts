import type { ArrivalPlan } from './arrivals/plan.js';
import { splitPlan } from './arrivals/split.js';
import type { GeneratorProgress, Pacing, RequestSpec } from './generator/protocol.js';
import { GeneratorProcess } from './generator-process.js';
import { joinProgress } from './join-progress.js';
import { joinSamples, type Samples } from './samples.js';

/** When requests leave, before it is dealt out to processes. */
export type LoadPacing =
  | { readonly kind: 'open'; readonly plan: ArrivalPlan }
  | {
      readonly kind: 'closed';
      readonly clients: number;
      readonly warmupMs: number;
      readonly measuredMs: number;
    };

export interface LoadJob {
  readonly request: RequestSpec;
  readonly pacing: LoadPacing;
  /** Generator processes. */
  readonly processes: number;
}

/** What the generators of one run measured together. */
export interface LoadMeasurement {
  readonly samples: Samples;
  readonly failures: Readonly<Record<string, number>>;
  /** Of the process that fared worst. */
  readonly eventLoopLagP99Ms: number;
  /** Of one core, of the busiest process, over the whole run. */
  readonly cpuShare: number;
  readonly connections: number;
  readonly isPartial: boolean;
}

export interface GenerateOptions {
  onProgress(progress: GeneratorProgress): void;
  readonly signal?: AbortSignal | undefined;
}

/** Between the order to start and the first request; processes get theirs one after another. */
const START_DELAY_MS = 100;

/**
 * Sends one load from processes of its own and waits for the last answer, or for an abort, which ends the run with what
 * was measured.
 * @throws MlsError `generator`
 */
export async function generateLoad(job: LoadJob, options: GenerateOptions): Promise<LoadMeasurement> {
  const { request, pacing, processes: count } = job;
  const warmupMs = pacing.kind === 'open' ? pacing.plan.warmupMs : pacing.warmupMs;
  const processes = Array.from({ length: count }, () => new GeneratorProcess());
  const stop = () => {
    for (const one of processes) one.stop();
  };
  try {
    await Promise.all(processes.map(({ ready }) => ready));
    const startsAtEpochMs = performance.timeOrigin + performance.now() + START_DELAY_MS;
    const progress: (GeneratorProgress | undefined)[] = processes.map(() => undefined);
    const running = pacingsOf(pacing, count).map((part, at) =>
      processes[at]?.run(
        { request: shareOf(request, at, count), pacing: part, warmupMs, startsAtEpochMs },
        (one) => {
          progress[at] = one;
          options.onProgress(joinProgress(progress.filter((each) => each !== undefined)));
        },
      ),
    );
    if (options.signal?.aborted) stop();
    options.signal?.addEventListener('abort', stop);
    const results = (await Promise.all(running)).filter((result) => result !== undefined);
    const elapsedMs = performance.timeOrigin + performance.now() - startsAtEpochMs;
    return {
      samples: joinSamples(results.map(({ samples }) => samples)),
      failures: joinCounts(results.map(({ failures }) => failures)),
      eventLoopLagP99Ms: Math.max(...results.map((result) => result.eventLoopLagP99Ms)),
      cpuShare: Math.max(...results.map(({ cpuMs }) => cpuMs)) / Math.max(1, elapsedMs),
      connections: results.reduce((sum, { connections }) => sum + connections, 0),
      isPartial: options.signal?.aborted === true,
    };
  } finally {
    options.signal?.removeEventListener('abort', stop);
    for (const one of processes) one.end();
  }
}

function pacingsOf(pacing: LoadPacing, count: number): Pacing[] {
  if (pacing.kind === 'open') {
    return splitPlan(pacing.plan.timesMs, count).map((part) => ({ kind: 'open', part }));
  }
  const { clients, warmupMs, measuredMs } = pacing;
  return Array.from({ length: count }, (_, first) => ({
    kind: 'closed',
    clients: Math.ceil((clients - first) / count),
    first,
    stride: count,
    durationMs: warmupMs + measuredMs,
  }));
}

/** Connections are dealt out too, at least one each. */
function shareOf(request: RequestSpec, at: number, count: number): RequestSpec {
  const { connections } = request;
  if (connections === null) return request;
  return { ...request, connections: Math.max(1, Math.ceil((connections - at) / count)) };
}

function joinCounts(all: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const sum: Record<string, number> = {};
  for (const counts of all)
    for (const [name, count] of Object.entries(counts)) sum[name] = (sum[name] ?? 0) + count;
  return sum;
}
