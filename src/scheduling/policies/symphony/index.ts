import type { Policy } from '../../policy.js';
import type { DropRule } from './form-batch.js';
import { RankMatching } from './rank-matching.js';
import type { SchedulableCondition } from './schedulable.js';

export interface SymphonyOptions {
  /** Behind "symphony-"; none for Symphony as published. */
  readonly variant?: string | undefined;
  readonly condition?: SchedulableCondition | undefined;
  readonly drop?: DropRule | undefined;
}

/** Deferred batch scheduling: a batch waits while it can still grow, so that few GPUs run large batches. */
export function symphony({ variant, condition, drop }: SymphonyOptions = {}): Policy {
  const when = condition ?? { type: 'frontrun' };
  return {
    name: variant === undefined ? 'symphony' : `symphony-${variant}`,
    source: 'Symphony, arXiv 2308.07470',
    needs: [],
    workConserving: when.type === 'immediately',
    start: (setup) => new RankMatching(setup, when, drop ?? 'window'),
  };
}
