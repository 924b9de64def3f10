import type { Policy } from '../policy.js';
import { lazyDrop } from './form-batch.js';
import { GreedyScheduler } from './greedy-scheduler.js';
import { asManyAsFit } from './model-queues.js';
import { latestStartMs } from './run-best-batch.js';

/** The baseline without a flaw of implementation: no delay ahead, no powers of two, no buffer, one queue for all GPUs. */
export const eager: Policy = {
  name: 'eager',
  source:
    'the ideal of eager batching that deferred batching is held against (Symphony, arXiv 2308.07470): on any idle GPU the ' +
    'batch whose latest start is earliest',
  needs: [],
  workConserving: true,
  start: (setup) => new GreedyScheduler(setup, { form: lazyDrop, rank: latestStartMs }, asManyAsFit),
};
