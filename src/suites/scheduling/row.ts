import { z } from 'zod';
import { CHECKS, STATUSES } from '../../results/status.js';

const figure = z.number().nullable();
const count = z.int().nullable();

export const schedulingRow = z.strictObject({
  suite: z.literal('scheduling'),
  policy: z.string(),
  profile: z.string(),
  /** How many models the GPUs serve. */
  models: z.int(),
  gpus: z.int(),
  sloMs: z.number(),
  arrivals: z.string(),
  /** Requests a second that arrive; null of a search, which tries many. */
  rate: figure,
  /** The rate as a share of `boundRps`, where it was asked for so. */
  loadPercent: figure,
  status: z.enum(STATUSES),
  reason: z.string().nullable(),
  check: z.enum(CHECKS),
  /** The highest rate found at which enough requests are in time; the figures after it are of that rate. */
  capacityRps: figure,
  /** The highest rate up to which that holds at every rate tried. */
  steadyRps: figure,
  /** By the batching equations: GPUs that take turns, never idle, with batches as large as the SLO lets them be. */
  boundRps: figure,
  /** Requests answered by their deadline, of those that arrived after the warm-up. */
  goodputRps: figure,
  throughputRps: figure,
  /** Late, dropped or never answered. */
  violationPercent: figure,
  requests: count,
  dropped: count,
  late: count,
  unfinished: count,
  meanMs: figure,
  p50Ms: figure,
  p90Ms: figure,
  p99Ms: figure,
  meanBatch: figure,
  gpusUsed: count,
  utilizationPercent: figure,
  /** Arrivals and everything else that happened in the simulation. */
  events: count,
  popularity: z.string(),
  delays: z.string(),
  jitter: z.string(),
  faults: z.string(),
  seed: z.int(),
  /** Batches of one request, of two, and so on. */
  batchSizes: z.array(z.int()).nullable(),
});
