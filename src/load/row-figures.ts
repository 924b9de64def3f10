import { z } from 'zod';

/** A figure that may not be known. */
export const figure = z.number().nullable();

/** What was sent, and what became of it. */
export const COUNT_FIELDS = {
  offeredRps: figure,
  throughputRps: figure,
  /** Answers a second within the latency that the SLO promises. */
  goodputRps: figure,
  sent: z.int(),
  successful: z.int(),
  /** Answered with another status than success and refusal, or not at all for a reason of the connection. */
  failed: z.int(),
  refused: z.int(),
  timedOut: z.int(),
};

/** From the planned time to the last of the answer. */
export const LATENCY_FIELDS = {
  meanMs: figure,
  p50Ms: figure,
  p90Ms: figure,
  p95Ms: figure,
  p99Ms: figure,
  p999Ms: figure,
  maxMs: figure,
};
