import { sortedQuantile } from '../../../stats/quantile.js';
import type { LlmLatency } from './latencies.js';

export const STATISTICS = ['mean', 'p50', 'p90', 'p95', 'p99'] as const;
export type Statistic = (typeof STATISTICS)[number];
export type Distribution = Readonly<Record<Statistic, number>>;

export const LATENCIES = ['ttftMs', 'tpotMs', 'latencyMs'] as const;
export type LatencyName = (typeof LATENCIES)[number];
export type Distributions = Readonly<Record<LatencyName, Distribution>>;

/** NaN throughout for no values. */
export function distributionOf(values: readonly number[]): Distribution {
  const sorted = Float64Array.from(values).sort();
  const at = (share: number) => sortedQuantile(sorted, share);
  const mean = sorted.reduce((sum, value) => sum + value, 0) / sorted.length;
  return { mean, p50: at(0.5), p90: at(0.9), p95: at(0.95), p99: at(0.99) };
}

export function distributionsOf(latencies: readonly LlmLatency[]): Distributions {
  const of = (name: LatencyName) => distributionOf(latencies.map((latency) => latency[name]));
  return { ttftMs: of('ttftMs'), tpotMs: of('tpotMs'), latencyMs: of('latencyMs') };
}

/** How far each simulated figure is from the measured one, as a share of the measured one. */
export function relativeErrors(simulated: Distributions, measured: Distributions): Distributions {
  const of = (name: LatencyName): Distribution => {
    const error = (one: Statistic) => simulated[name][one] / measured[name][one] - 1;
    return {
      mean: error('mean'),
      p50: error('p50'),
      p90: error('p90'),
      p95: error('p95'),
      p99: error('p99'),
    };
  };
  return { ttftMs: of('ttftMs'), tpotMs: of('tpotMs'), latencyMs: of('latencyMs') };
}
