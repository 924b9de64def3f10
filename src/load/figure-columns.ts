import type { ColumnDeclaration } from '../results/columns.js';

export const metric = (
  name: string,
  title: string,
  unit = '',
  better: ColumnDeclaration['better'] = 'none',
): ColumnDeclaration => ({ name, role: 'metric', title, unit, better });

export const latency = (name: string, title: string) => metric(name, title, 'ms', 'lower');

/** What was sent, and what became of it. */
export const COUNT_COLUMNS: readonly ColumnDeclaration[] = [
  metric('offeredRps', 'offered', '1/s'),
  metric('throughputRps', 'achieved', '1/s', 'higher'),
  metric('goodputRps', 'goodput', '1/s', 'higher'),
  metric('sent', 'sent'),
  metric('successful', 'successful'),
  metric('failed', 'failed', '', 'lower'),
  metric('refused', 'refused', '', 'lower'),
  metric('timedOut', 'timed out', '', 'lower'),
];

/** From the planned time to the last of the answer. */
export const LATENCY_COLUMNS: readonly ColumnDeclaration[] = [
  latency('meanMs', 'mean'),
  latency('p50Ms', 'p50'),
  latency('p90Ms', 'p90'),
  latency('p95Ms', 'p95'),
  latency('p99Ms', 'p99'),
  latency('p999Ms', 'p99.9'),
  latency('maxMs', 'max'),
];
