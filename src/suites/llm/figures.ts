import type { Row } from '../../results/columns.js';
import type { LlmLimits } from '../../scheduling/llm/limits.js';
import {
  type Distributions,
  distributionsOf,
  LATENCIES,
  relativeErrors,
  STATISTICS,
} from '../../scheduling/llm/metrics/distribution.js';
import { measuredLatency, simulatedLatency } from '../../scheduling/llm/metrics/latencies.js';
import type { LlmOutcome } from '../../scheduling/llm/simulate-llm.js';
import type { RequestLog } from '../../scheduling/llm/workload/request-log.js';
import { errorColumn, latencyColumn } from './columns.js';
import { keeps, type LlmSlo } from './parse-slo.js';
import { isPartOf, type Part } from './parts.js';

/** What one simulation came to. Latencies and their errors are those of a part, everything else is of all requests. */
export function figuresOf(
  outcome: LlmOutcome,
  log: RequestLog,
  { part, slo, limits, gpus }: { part: Part; slo: LlmSlo; limits: LlmLimits; gpus: number },
): Row {
  const { answers, use, endMs } = outcome;
  const seconds = endMs / 1000;
  const latencies = answers.map(simulatedLatency);
  const good = latencies.filter((latency) => keeps(slo, latency)).length;
  const tokens = answers.reduce((sum, { request }) => sum + request.outputTokens, 0);
  const count = log.requests.length;
  const told = distributionsOf(
    answers.filter(({ request }) => isPartOf(part, request.id, count)).map(simulatedLatency),
  );
  return {
    goodputRps: known(good / seconds),
    goodPercent: known((100 * good) / count),
    tokensPerSecond: known(tokens / seconds),
    ...latencyFigures(told),
    preemptions: use.preemptions,
    meanRunning: known(use.sequenceMs / use.busyMs),
    kvPercent: known((100 * use.blockMs) / use.busyMs / limits.kvBlocks),
    kvMostPercent: known((100 * use.mostBlocks) / limits.kvBlocks),
    iterations: use.iterations,
    meanTokens: known(use.tokens / use.iterations),
    busyPercent: known((100 * use.busyMs) / (endMs * gpus)),
    ...errorFigures(told, log, part),
    requests: count,
    dropped: outcome.dropped,
    unfinished: outcome.unfinished,
    durationMs: endMs,
  };
}

function latencyFigures(distributions: Distributions): Row {
  return figures((latency, statistic) => [
    latencyColumn(latency, statistic),
    distributions[latency][statistic],
  ]);
}

/** Against the log, if it says how long its requests took; null otherwise. */
function errorFigures(simulated: Distributions, { requests, measured }: RequestLog, part: Part): Row {
  const latencies = (measured ?? []).flatMap((times, i) => {
    const request = requests[i];
    if (request === undefined || !isPartOf(part, i, requests.length)) return [];
    return [measuredLatency(times, request.outputTokens)];
  });
  const errors = relativeErrors(simulated, distributionsOf(latencies));
  return figures((latency, statistic) => [errorColumn(latency, statistic), 100 * errors[latency][statistic]]);
}

function figures(
  figure: (
    latency: (typeof LATENCIES)[number],
    statistic: (typeof STATISTICS)[number],
  ) => readonly [string, number],
): Row {
  const entries = LATENCIES.flatMap((latency) => STATISTICS.map((statistic) => figure(latency, statistic)));
  return Object.fromEntries(entries.map(([name, value]) => [name, known(value)]));
}

function known(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
