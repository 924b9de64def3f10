import { DataError } from '../../../errors.js';
import type { SimulationTools } from '../../simulation/simulation-tools.js';
import { measuredLatency, simulatedLatency } from '../metrics/latencies.js';
import { type LlmSimulation, simulateLlm } from '../simulate-llm.js';
import type { RequestLog } from '../workload/request-log.js';

const CLOSE_ENOUGH_MS = 0.002;
const MOST_MS = 1000;

/**
 * Finds the milliseconds of host for each iteration with which the mean latency of the first half of a log's requests is
 * as measured. All requests arrive, since later ones slow earlier ones, but no time of the second half is looked at, which
 * is left to judge the simulation by.
 * @throws DataError where the log has no times, or where none is enough
 */
export async function fitHostOverheadMs(
  { requests, measured }: RequestLog,
  simulation: Omit<LlmSimulation, 'requests' | 'hostMs'>,
  tools?: SimulationTools,
): Promise<number> {
  if (measured === undefined) {
    throw new DataError(
      'expected a log with queued_ts, first_token_ts and last_token_ts in every line to fit the host overhead to; give --host-overhead-ms as a number',
      'requests',
    );
  }
  const half = Math.ceil(requests.length / 2);
  const target = mean(
    requests.slice(0, half).flatMap((request, i) => {
      const times = measured[i];
      return times === undefined ? [] : [measuredLatency(times, request.outputTokens).latencyMs];
    }),
  );
  const simulatedMean = async (hostMs: number) => {
    const { answers } = await simulateLlm({ ...simulation, requests, hostMs }, tools);
    const scored = answers.filter(({ request }) => request.id < half);
    return mean(scored.map((answer) => simulatedLatency(answer).latencyMs));
  };
  return bisect(simulatedMean, target);
}

/** A mean that grows with the overhead; 0 where the layers alone take too long already. */
async function bisect(simulatedMean: (hostMs: number) => Promise<number>, target: number): Promise<number> {
  if ((await simulatedMean(0)) >= target) return 0;
  let high = 1;
  while ((await simulatedMean(high)) < target) {
    high *= 2;
    if (high > MOST_MS) {
      throw new DataError(
        `expected the log to be explained by at most ${MOST_MS} ms of host for each iteration; its latencies are longer: is the profile of its device?`,
        'requests',
      );
    }
  }
  let low = high === 1 ? 0 : high / 2;
  while (high - low > CLOSE_ENOUGH_MS) {
    const middle = (low + high) / 2;
    if ((await simulatedMean(middle)) < target) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
