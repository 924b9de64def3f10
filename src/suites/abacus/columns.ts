import type { ColumnDeclaration } from '../../results/columns.js';
import { common, metric, ofSubject, parameter } from '../declare-columns.js';

/** Policies that the others are held against, and how columns name them. */
export const BASELINES = [
  { policy: 'fcfs', suffix: 'Fcfs', title: 'FCFS' },
  { policy: 'sjf', suffix: 'Sjf', title: 'SJF' },
  { policy: 'edf', suffix: 'Edf', title: 'EDF' },
  { policy: 'edf-early-drop', suffix: 'EarlyDrop', title: 'EDF with early drop' },
] as const;

const usually = (declared: ColumnDeclaration, usual: string): ColumnDeclaration => ({ ...declared, usual });

/** Columns of a pair (or the mean of all) under a policy, in the order of JSON and CSV. The names are a contract. */
export const ABACUS_COLUMNS: readonly ColumnDeclaration[] = [
  common('suite', 'suite'),
  parameter('pair', 'pair'),
  ofSubject(parameter('policy', 'policy')),
  { ...parameter('load', 'load', '1/s'), swept: true },
  parameter('queries', 'queries'),
  parameter('sloMs', 'SLO', 'ms'),
  parameter('seed', 'seed'),
  usually(parameter('errors', 'errors'), 'measured'),
  common('status', 'status'),
  common('reason', 'reason'),
  metric('violationPercent', '% not in time', '%', 'lower'),
  metric('completed', 'answered', '', 'higher'),
  metric('good', 'in time', '', 'higher'),
  metric('dropped', 'dropped', '', 'lower'),
  metric('goodputRps', 'goodput', '1/s', 'higher'),
  metric('tailOfSlo', 'p99 / SLO', '', 'lower'),
  metric('utilizationPercent', '% busy', '%'),
  ...BASELINES.flatMap(({ suffix, title }) => [
    metric(`cutAgainst${suffix}`, `fewer misses than ${title}`, '%', 'higher'),
    metric(`gainAgainst${suffix}`, `more answers than ${title}`, '%', 'higher'),
    metric(`goodGainAgainst${suffix}`, `more in time than ${title}`, '%', 'higher'),
  ]),
];
