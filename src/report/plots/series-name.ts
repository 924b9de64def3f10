import type { Row } from '../../results/columns.js';
import { textIn } from '../../results/display/headline.js';
import { groupRows } from '../group-rows.js';
import { subjectLabel } from '../subject-label.js';

/** Names the series that rows belong to, by what tells their subjects apart: `native (avx2) x 2`, `hnsw usearch`. */
export function seriesNames(rows: readonly Row[]): (row: Row) => string {
  const byLabel = groupRows(rows, labelOf);
  return (row) => {
    const label = labelOf(row);
    const threads = new Set(byLabel.get(label)?.map((other) => other.threads ?? null));
    return threads.size > 1 ? `${label} × ${row.threads}` : label;
  };
}

function labelOf(row: Row): string {
  const tier = textIn(row, 'tier');
  if (tier !== null) return [tier, textIn(row, 'policy')].filter((part) => part !== null).join(' ');
  return [textIn(row, 'index'), subjectLabel(row)].filter((part) => part !== null && part !== '').join(' ');
}
