import type { ColumnDeclaration } from '../results/columns.js';

type Better = ColumnDeclaration['better'];

const declared = (role: ColumnDeclaration['role'], name: string, title: string): ColumnDeclaration => ({
  name,
  role,
  title,
  unit: '',
  better: 'none',
});
const metric = (name: string, title: string, unit = '', better: Better = 'none'): ColumnDeclaration => ({
  name,
  role: 'metric',
  title,
  unit,
  better,
});
const latency = (name: string, title: string) => metric(name, title, 'ms', 'lower');

/** Columns of a row of load, in the order of JSON and CSV. The names are a contract. */
export const LOAD_COLUMNS: readonly ColumnDeclaration[] = [
  declared('common', 'suite', 'suite'),
  declared('parameter', 'url', 'URL'),
  declared('parameter', 'arrivals', 'arrivals'),
  { ...declared('parameter', 'rate', 'rate'), unit: '1/s', swept: true },
  declared('parameter', 'concurrency', 'clients'),
  declared('parameter', 'slo', 'SLO'),
  declared('common', 'status', 'status'),
  declared('common', 'reason', 'reason'),
  declared('common', 'check', 'check'),
  declared('metric', 'sloHolds', 'SLO held'),
  metric('offeredRps', 'offered', '1/s'),
  metric('throughputRps', 'achieved', '1/s', 'higher'),
  metric('goodputRps', 'goodput', '1/s', 'higher'),
  metric('sent', 'sent'),
  metric('successful', 'successful'),
  metric('failed', 'failed', '', 'lower'),
  metric('refused', 'refused', '', 'lower'),
  metric('timedOut', 'timed out', '', 'lower'),
  metric('unfinished', 'unfinished'),
  latency('meanMs', 'mean'),
  latency('p50Ms', 'p50'),
  latency('p90Ms', 'p90'),
  latency('p95Ms', 'p95'),
  latency('p99Ms', 'p99'),
  latency('p999Ms', 'p99.9'),
  latency('maxMs', 'max'),
  latency('uncorrectedP50Ms', 'p50 uncorrected'),
  latency('uncorrectedP99Ms', 'p99 uncorrected'),
  latency('slipP99Ms', 'p99 slip'),
  latency('slipMaxMs', 'max slip'),
  latency('eventLoopLagP99Ms', 'p99 loop lag'),
  metric('generatorCpuPercent', 'generator CPU', '%'),
  metric('connections', 'connections'),
  latency('ttftP50Ms', 'p50 first token'),
  latency('ttftP99Ms', 'p99 first token'),
  latency('tpotP50Ms', 'p50 per token'),
  latency('tpotP99Ms', 'p99 per token'),
];
