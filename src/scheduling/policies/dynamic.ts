import type { Policy } from '../policy.js';
import { earlyDrop, lazyDrop } from './form-batch.js';
import { GreedyScheduler } from './greedy-scheduler.js';
import { asManyAsFit, type MostRequests } from './model-queues.js';
import { promisedBatch } from './promised-batch.js';
import type { BatchRule } from './run-best-batch.js';

/** An idle GPU gets at once as large a batch as there is, of the model whose first request is due first. */
function dynamic(name: string, source: string, form: BatchRule['form'], most: MostRequests): Policy {
  const rule: BatchRule = { form, rank: ({ first }) => first.deadlineMs };
  const start: Policy['start'] = (setup) => new GreedyScheduler(setup, rule, most);
  return { name, source, needs: [], workConserving: true, start };
}

/** The window is the batch that a GPU can promise by itself, with one before it that runs. */
export const dynamicEarly = dynamic(
  'dynamic-early',
  'early drop of Nexus, SOSP 2019, section 6.3',
  earlyDrop,
  (setup, model) => promisedBatch(setup, model, 'uncoordinated', 1),
);

export const dynamicLazy = dynamic('dynamic-lazy', 'lazy drop, as Clipper, NSDI 2017', lazyDrop, asManyAsFit);
