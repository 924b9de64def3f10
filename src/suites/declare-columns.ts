import type { ColumnDeclaration } from '../results/columns.js';

type Role = ColumnDeclaration['role'];
type Better = ColumnDeclaration['better'];

const column =
  (role: Role) =>
  (name: string, title: string, unit = '', better: Better = 'none'): ColumnDeclaration => ({
    name,
    role,
    unit,
    better,
    title,
  });

export const common = column('common');
export const parameter = column('parameter');
export const metric = column('metric');

/** A parameter of who answers, such as a number of threads. */
export const ofSubject = (declared: ColumnDeclaration): ColumnDeclaration => ({
  ...declared,
  ofSubject: true,
});

/** Who answered. */
export const SUBJECT_COLUMNS: readonly ColumnDeclaration[] = [
  common('suite', 'suite'),
  common('backend', 'backend'),
  common('engine', 'engine'),
  common('device', 'device'),
];

/** How it went. */
export const OUTCOME_COLUMNS: readonly ColumnDeclaration[] = [
  common('status', 'status'),
  common('reason', 'reason'),
  common('rounds', 'rounds'),
];

/** What a round took, and where the time went. */
export const TIME_COLUMNS: readonly ColumnDeclaration[] = [
  { ...metric('medianMs', 'median', 'ms', 'lower'), interval: ['ciLowMs', 'ciHighMs'] },
  metric('ciLowMs', '95 % CI low', 'ms'),
  metric('ciHighMs', '95 % CI high', 'ms'),
  metric('loadMs', 'load', 'ms', 'lower'),
  metric('compileMs', 'compile', 'ms', 'lower'),
  metric('readMs', 'read', 'ms', 'lower'),
  metric('waitMs', 'wait', 'ms', 'lower'),
  metric('uploadMs', 'upload', 'ms', 'lower'),
  metric('computeMs', 'compute', 'ms', 'lower'),
  metric('readbackMs', 'read back', 'ms', 'lower'),
];

/** How near to what its device can do at best. */
export const CEILING_COLUMNS: readonly ColumnDeclaration[] = [
  metric('ceilingPercent', '% of ceiling', '%', 'higher'),
  common('boundBy', 'bound by'),
];

export const CHECK_COLUMNS: readonly ColumnDeclaration[] = [
  common('check', 'check'),
  metric('peakRssBytes', 'peak RSS', 'bytes', 'lower'),
];
