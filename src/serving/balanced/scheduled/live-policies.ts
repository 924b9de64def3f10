import { UsageError } from '../../../errors.js';
import type { Policy } from '../../../scheduling/policy.js';
import { openPolicy, POLICY_NAMES } from '../../../scheduling/registry.js';

/**
 * Scheduling policies that workers can follow. Those that load and unload models are among them: workers have their one
 * model from the start, so that there is nothing to load.
 */
export function livePolicyNames(): string[] {
  return POLICY_NAMES.filter((name) => canFollow(openPolicy(name)));
}

function canFollow({ needs }: Policy): boolean {
  return !needs.includes('preempts');
}

/** @throws UsageError for a policy that there is not, or that workers cannot follow */
export function openLivePolicy(name: string): Policy {
  const policy = openPolicy(name);
  if (canFollow(policy)) return policy;
  throw new UsageError(
    `expected a policy that real workers can follow, such as ${livePolicyNames().slice(0, 3).join(', ')}; got "${name}", ` +
      'which stops batches that run, and a worker answers what it began (mls sim serving has it)',
  );
}
