import { quantile } from '../stats/quantile.js';
import type { Trial } from '../suites/suite.js';
import type { Clock } from './clock.js';

/** Quantiles of what one question takes. */
export type SingleLatencies = Readonly<Record<'p50Ms' | 'p90Ms' | 'p99Ms', number>>;

/** Times each question by itself; what is awaited between two of them is no part of either. */
export async function singleLatencies(
  { count, run }: NonNullable<Trial['singles']>,
  clock: Clock,
): Promise<SingleLatencies> {
  const latenciesMs: number[] = [];
  for (let index = 0; index < count; index++) {
    const started = clock.now();
    await run(index);
    latenciesMs.push(clock.now() - started);
  }
  return {
    p50Ms: quantile(latenciesMs, 0.5),
    p90Ms: quantile(latenciesMs, 0.9),
    p99Ms: quantile(latenciesMs, 0.99),
  };
}
