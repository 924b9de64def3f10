import { BatchQueue } from '../../../src/serving/batching/batch-queue.js';
import type { ClosingRule } from '../../../src/serving/batching/closing-rule.js';
import { seededUniform } from '../../../src/stats/random.js';
import { FakeClock, settled } from './fake-clock.js';

export interface SimulatedService {
  readonly rule: ClosingRule;
  readonly maxBatch: number;
  readonly baseMs: number;
  readonly perRequestMs: number;
}

export interface Simulated {
  readonly meanMs: number;
  readonly throughputRps: number;
  readonly meanBatch: number;
}

/** Poisson arrivals at `rps` before a queue whose batches take `baseMs + perRequestMs * size`, in simulated time. */
export async function simulateQueue(
  { rule, maxBatch, baseMs, perRequestMs }: SimulatedService,
  rps: number,
  requests: number,
): Promise<Simulated> {
  const clock = new FakeClock();
  const uniform = seededUniform(7);
  const latencies: number[] = [];
  const sizes: number[] = [];
  const queue = new BatchQueue<number, number>({
    maxBatch,
    maxQueue: Number.POSITIVE_INFINITY,
    rule,
    clock,
    async run(items) {
      sizes.push(items.length);
      await new Promise<void>((resolve) => {
        clock.after(baseMs + perRequestMs * items.length, resolve);
      });
      return items;
    },
  });
  for (let i = 0; i < requests; i++) {
    await clock.pass((-Math.log(1 - uniform()) * 1000) / rps);
    const atMs = clock.nowMs();
    const never = new AbortController().signal;
    void queue.submit(i, never).then(() => latencies.push(clock.nowMs() - atMs));
  }
  while (latencies.length < requests) await clock.pass(baseMs);
  await settled();
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  return {
    meanMs: sum(latencies) / requests,
    throughputRps: (requests / clock.nowMs()) * 1000,
    meanBatch: sum(sizes) / sizes.length,
  };
}
