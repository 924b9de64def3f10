import { z } from 'zod';
import { CHECKS, STATUSES } from '../../results/status.js';
import { ABACUS_POLICIES } from '../../scheduling/abacus/policies.js';

const figure = z.number().nullable();

export const abacusRow = z.strictObject({
  suite: z.literal('abacus'),
  /** Two models such as `resnet152_vgg19`, or `all`: then figures are means over pairs. */
  pair: z.string(),
  policy: z.enum(ABACUS_POLICIES),
  /** Queries a second of both models together. */
  load: z.int(),
  queries: z.int(),
  /** Null where pairs have each their own. */
  sloMs: figure,
  seed: z.int(),
  errors: z.enum(['measured', 'none']),
  status: z.enum(STATUSES),
  reason: z.string().nullable(),
  /** Dropped or late. */
  violationPercent: figure,
  /** However late. */
  completed: figure,
  good: figure,
  dropped: figure,
  /** Answers in time for each second until the last is over. */
  goodputRps: figure,
  /** The 99th percentile of what was answered, as a share of the SLO. */
  tailOfSlo: figure,
  utilizationPercent: figure,
  /** Against the policy that the name ends with, on average over pairs: fewer violations, more answers, more in time. */
  cutAgainstFcfs: figure,
  gainAgainstFcfs: figure,
  goodGainAgainstFcfs: figure,
  cutAgainstSjf: figure,
  gainAgainstSjf: figure,
  goodGainAgainstSjf: figure,
  cutAgainstEdf: figure,
  gainAgainstEdf: figure,
  goodGainAgainstEdf: figure,
  cutAgainstEarlyDrop: figure,
  gainAgainstEarlyDrop: figure,
  goodGainAgainstEarlyDrop: figure,
  check: z.enum(CHECKS),
});
