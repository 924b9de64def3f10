import type { Delays, LatencyProfile } from '../policy.js';

/** How long a batch of so many takes from the decision to run it on an idle GPU until the client has its answers. */
export type Turnaround = (batch: number) => number;

export function turnaroundOf(
  { controlMs, dataMsPerRequest, responseMs }: Delays,
  latency: LatencyProfile,
): Turnaround {
  return (batch) => controlMs + dataMsPerRequest * batch + latency.ms(batch) + responseMs;
}
