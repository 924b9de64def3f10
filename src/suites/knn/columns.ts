import type { ColumnDeclaration } from '../../results/columns.js';

type Role = ColumnDeclaration['role'];
type Better = ColumnDeclaration['better'];

const column =
  (role: Role) =>
  (name: string, title: string, unit = '', better: Better = 'none') => ({
    name,
    role,
    unit,
    better,
    title,
  });
const common = column('common');
const parameter = column('parameter');
const metric = column('metric');

/** Columns of a kNN row, in the order of JSON and CSV. The names are a contract. */
export const KNN_COLUMNS: readonly ColumnDeclaration[] = [
  common('suite', 'suite'),
  common('backend', 'backend'),
  common('engine', 'engine'),
  common('device', 'device'),
  parameter('dataset', 'dataset'),
  parameter('metric', 'metric'),
  parameter('n', 'N'),
  parameter('d', 'D'),
  parameter('queries', 'queries'),
  parameter('k', 'k'),
  parameter('threads', 'threads'),
  common('status', 'status'),
  common('reason', 'reason'),
  common('rounds', 'rounds'),
  { ...metric('medianMs', 'median', 'ms', 'lower'), interval: ['ciLowMs', 'ciHighMs'] },
  metric('ciLowMs', '95 % CI low', 'ms'),
  metric('ciHighMs', '95 % CI high', 'ms'),
  metric('loadMs', 'load', 'ms', 'lower'),
  metric('compileMs', 'compile', 'ms', 'lower'),
  metric('computeMs', 'compute', 'ms', 'lower'),
  metric('readbackMs', 'read back', 'ms', 'lower'),
  metric('queriesPerSecond', 'queries', '1/s', 'higher'),
  metric('gflops', 'rate', 'GFLOP/s', 'higher'),
  metric('gbps', 'read', 'GB/s', 'higher'),
  metric('speedup', 'speed-up', 'x', 'higher'),
  metric('recall', 'recall', '', 'higher'),
  common('check', 'check'),
  metric('peakRssBytes', 'peak RSS', 'bytes', 'lower'),
];
