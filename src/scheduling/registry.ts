import { UsageError } from '../errors.js';
import { clockwork, clockworkUnbuffered } from './policies/clockwork/index.js';
import { dynamicEarly, dynamicLazy } from './policies/dynamic.js';
import { eager } from './policies/eager.js';
import { nexus, nexusIncremental, nexusLazy } from './policies/nexus/index.js';
import { edf, fcfs, sjf } from './policies/one-at-a-time.js';
import { shepherd } from './policies/shepherd/index.js';
import { staggered } from './policies/staggered.js';
import { staticBatching } from './policies/static.js';
import { symphony } from './policies/symphony/index.js';
import { SYMPHONY_VARIANTS } from './policies/symphony/variants.js';
import type { Policy } from './policy.js';

/** Policies for batches of one model, in the order in which they are listed. */
const POLICIES: readonly Policy[] = [
  fcfs,
  sjf,
  edf,
  staticBatching,
  dynamicEarly,
  dynamicLazy,
  eager,
  staggered,
  nexus,
  nexusLazy,
  nexusIncremental,
  clockwork(),
  clockworkUnbuffered,
  shepherd,
  symphony(),
  ...SYMPHONY_VARIANTS,
];

export const POLICY_NAMES: readonly string[] = POLICIES.map(({ name }) => name);

/** @throws UsageError that lists the names */
export function openPolicy(name: string): Policy {
  const policy = POLICIES.find((one) => one.name === name);
  if (policy !== undefined) return policy;
  throw new UsageError(`expected a policy out of ${POLICY_NAMES.join(', ')}; got "${name}"`);
}
