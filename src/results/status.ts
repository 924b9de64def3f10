export const STATUSES = [
  'ok',
  'wrong',
  // Measured, but not as asked: a load that left later than its plan says nothing of the server.
  'invalid',
  'unavailable',
  // Known beforehand to tell nothing new, and not measured.
  'skipped',
  'failed',
  'timeout',
  'out-of-memory',
  'interrupted',
] as const;

/** How a cell ended. */
export type Status = (typeof STATUSES)[number];

export const CHECKS = ['pass', 'fail', 'none'] as const;

/** Whether the answers of the timed rounds were compared with the truth, and how that went. */
export type Check = (typeof CHECKS)[number];
