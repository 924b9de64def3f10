import { UsageError } from '../../errors.js';
import { parseChoice } from '../../parse/choices.js';
import { POLICY_NAMES as SCHEDULING_NAMES } from '../../scheduling/registry.js';
import { POLICY_NAMES as CHOICE_NAMES } from '../../serving/balanced/policies/registry.js';
import { livePolicyNames, openLivePolicy } from '../../serving/balanced/scheduled/live-policies.js';
import type { BalancedSpec } from '../../serving/tier.js';

type BalancedPolicy = BalancedSpec['policy'];

/**
 * What `--policy` names, or else `--balance`: ways to choose a worker for each request, and scheduling policies. `all`
 * stands for those that workers can follow.
 * @throws UsageError
 */
export function parsePolicies({
  policy,
  balance,
}: {
  readonly policy?: string | undefined;
  readonly balance: string;
}): BalancedPolicy[] {
  const flag = policy === undefined ? '--balance' : '--policy';
  const text = policy ?? balance;
  const words = text === 'all' ? [...CHOICE_NAMES, ...livePolicyNames()] : text.split(',');
  return [...new Set(words.map((word) => word.trim()))].map((word) => parsePolicy(flag, word));
}

function parsePolicy(flag: string, word: string): BalancedPolicy {
  if (SCHEDULING_NAMES.includes(word)) {
    openLivePolicy(word);
    return { scheduling: word };
  }
  // For its message, which is to name them all.
  parseChoice<string>(flag, word, [...CHOICE_NAMES, ...livePolicyNames()]);
  return parseChoice(flag, word, CHOICE_NAMES);
}

/**
 * A policy with what goes with it: scheduling policies plan for the workers there are, so that nothing scales them.
 * @param isAsked whether the autoscaler was named, so that its absence is to be told
 * @throws UsageError for a scheduling policy without a latency to keep
 */
export function balancedBy(
  policy: BalancedPolicy,
  scaling: Omit<BalancedSpec, 'policy'>,
  isAsked: boolean,
): BalancedSpec {
  if (typeof policy === 'string') return { policy, ...scaling };
  if (!Number.isFinite(scaling.sloMs)) {
    throw new UsageError(
      `expected --slo to name a latency such as p99=1500ms for --policy ${policy.scheduling} to keep`,
    );
  }
  return { policy, ...scaling, ...(!isAsked && { autoscale: 'none' }) };
}
