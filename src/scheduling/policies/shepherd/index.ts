import type { Policy } from '../../policy.js';
import { FlexScheduler } from './flex-scheduler.js';

/** The paper's lambda. */
const PREEMPT_AT = 3.03;

/** Shepherd's online part, on the whole cluster: its offline part, which groups streams and GPUs, is not here. */
export const shepherd: Policy = {
  name: 'shepherd',
  source: 'Shepherd, NSDI 2023: its online algorithm Flex',
  needs: ['preempts'],
  workConserving: true,
  start: (setup) => new FlexScheduler(setup, PREEMPT_AT),
};
