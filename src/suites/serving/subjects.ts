import type { BalancedSpec, TierName, TierSpec } from '../../serving/tier.js';

/** One tier as it is measured: what a ramp of rates is sent to. */
export interface ServingSubject {
  readonly tier: TierName;
  /** What decides in it: how `baseline` takes turns, when `batched` closes a batch, how `balanced` chooses a worker or schedules. */
  readonly policy: string;
  readonly spec: TierSpec;
}

export interface SubjectChoices {
  readonly tiers: readonly TierName[];
  /** What all tiers have in common. */
  readonly common: Omit<TierSpec, 'tier' | 'balanced'>;
  readonly closes: readonly TierSpec['batching']['close'][];
  readonly balanced: readonly BalancedSpec[];
}

/** The tiers asked for, each in every variant asked for. Workers of `balanced` close batches by the first rule named. */
export function subjectsOf({ tiers, common, closes, balanced }: SubjectChoices): ServingSubject[] {
  const [firstClose = common.batching.close] = closes;
  const usual = { ...common, batching: { ...common.batching, close: firstClose } };
  const variantsOf = (tier: TierName): ServingSubject[] => {
    switch (tier) {
      case 'null':
        return [{ tier, policy: 'none', spec: { ...usual, tier } }];
      case 'baseline':
        return [{ tier, policy: 'fifo', spec: { ...usual, tier } }];
      case 'batched':
        return closes.map((close) => ({
          tier,
          policy: close,
          spec: { ...usual, tier, batching: { ...usual.batching, close } },
        }));
      case 'balanced':
        return balanced.map((one) => ({
          tier,
          policy: policyName(one),
          spec: { ...usual, tier, balanced: one },
        }));
    }
  };
  return tiers.flatMap(variantsOf);
}

function policyName({ policy }: BalancedSpec): string {
  return typeof policy === 'string' ? policy : policy.scheduling;
}

/** `batched`, or `batched adaptive` where the tier alone does not tell it from the others. */
export function subjectNames(
  subjects: readonly Pick<ServingSubject, 'tier' | 'policy'>[],
): (subject: Pick<ServingSubject, 'tier' | 'policy'>) => string {
  return ({ tier, policy }) => {
    const policies = new Set(subjects.filter((one) => one.tier === tier).map((one) => one.policy));
    return policies.size > 1 ? `${tier} ${policy}` : tier;
  };
}
