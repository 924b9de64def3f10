import type { Policy } from '../policy.js';
import { lazyDrop } from './form-batch.js';
import { GreedyScheduler } from './greedy-scheduler.js';
import type { BatchRule } from './run-best-batch.js';

/**
 * An order without batches: whenever a GPU is idle it gets the one request that is first, and what can no longer be in
 * time is given up when its turn comes. What batching is worth shows against these. Of one model, the request that is due
 * first comes first: where all have its target, the one that came first.
 */
function oneAtATime(name: string, source: string, rank: BatchRule['rank']): Policy {
  const start: Policy['start'] = (setup) => new GreedyScheduler(setup, { form: lazyDrop, rank }, () => 1);
  return { name, source, needs: [], workConserving: true, start };
}

export const fcfs = oneAtATime(
  'fcfs',
  'first come, first served, one request at a time',
  ({ first }) => first.id,
);

export const sjf = oneAtATime(
  'sjf',
  'shortest job first, without preemption, one request at a time',
  ({ waiting }) => waiting.turnaround(1),
);

export const edf = oneAtATime(
  'edf',
  'earliest deadline first, without preemption, one request at a time (Liu and Layland, JACM 1973)',
  ({ first }) => first.deadlineMs,
);
