import type { ColumnDeclaration, Row } from '../results/columns.js';
import { headlineOf, numberIn } from '../results/display/headline.js';
import { formatDuration, formatRatio, MISSING } from '../results/display/quantity.js';
import { tellValue } from '../results/display/value.js';
import { groupRows } from './group-rows.js';
import { subjectLabel } from './subject-label.js';
import { renderTable } from './table.js';

/**
 * A table of what more threads bring, for backends that ran with several numbers of them: the median with each, and
 * how many times faster the most are than the fewest, with the share of the ideal that this is. Empty where there is
 * nothing to compare.
 */
export function renderThreadScaling(
  rows: readonly Row[],
  declared: readonly ColumnDeclaration[],
  width?: number,
): string {
  const headline = headlineOf(declared)?.column;
  if (headline === undefined || headline.unit !== 'ms') return '';
  const sound = rows.filter((row) => row.status === 'ok' && row.check === 'pass');
  const asked = declared.filter(
    ({ role, name, ofSubject }) =>
      role === 'parameter' && ofSubject !== true && new Set(sound.map((row) => row[name])).size > 1,
  );
  const question = (row: Row) => asked.map((column) => tellValue(row, column)).join(', ');
  const byThreads = (group: readonly Row[]) =>
    new Map(group.map((row) => [numberIn(row, 'threads') ?? 0, numberIn(row, headline.name)]));
  const lines = [...groupRows(sound, (row) => JSON.stringify([question(row), subjectLabel(row)])).values()]
    .map((group) => ({ group, medians: byThreads(group) }))
    .filter(({ medians }) => medians.size > 1);
  const counts = [...new Set(lines.flatMap(({ medians }) => [...medians.keys()]))].sort((a, b) => a - b);
  if (lines.length === 0) return '';
  const [fewest = 1, most = 1] = [counts[0], counts.at(-1)];
  return renderTable({
    head: [
      ...(asked.length > 0 ? ['question'] : []),
      'backend',
      ...counts.map((count) => `${count} ${count === 1 ? 'thread' : 'threads'}`),
      'scaling',
      'of ideal',
    ],
    align: [
      ...(asked.length > 0 ? (['left'] as const) : []),
      'left',
      ...counts.map(() => 'right' as const),
      'right',
      'right',
    ],
    rows: lines.map(({ group: [first], medians }) => {
      const [base, best] = [medians.get(fewest) ?? null, medians.get(most) ?? null];
      const ratio = base === null || best === null ? null : base / best;
      return [
        ...(asked.length > 0 ? [first === undefined ? '' : question(first)] : []),
        first === undefined ? '' : subjectLabel(first),
        ...counts.map((count) => {
          const ms = medians.get(count) ?? null;
          return ms === null ? MISSING : formatDuration(ms);
        }),
        ratio === null ? MISSING : formatRatio(ratio),
        ratio === null ? MISSING : `${Math.round((100 * ratio * fewest) / most)} %`,
      ];
    }),
    ...(width !== undefined && { width }),
  });
}
