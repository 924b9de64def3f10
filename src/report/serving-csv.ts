import type { ColumnDeclaration, Row } from '../results/columns.js';
import { numberIn } from '../results/display/headline.js';
import { renderCsv } from './csv.js';

/**
 * Columns of the published load tests, under their names and in their units: seconds, and `failed` for whatever was not
 * answered well, for any reason.
 */
const PUBLISHED: readonly (readonly [name: string, value: (row: Row) => number | null])[] = [
  ['rps', (row) => numberIn(row, 'rate')],
  ['requests_sent', (row) => numberIn(row, 'sent')],
  ['successful', (row) => numberIn(row, 'successful')],
  ['failed', (row) => difference(row, 'sent', 'successful')],
  ['mean_latency', (row) => seconds(row, 'meanMs')],
  ['median_latency', (row) => seconds(row, 'p50Ms')],
  ['p90_latency', (row) => seconds(row, 'p90Ms')],
  ['p95_latency', (row) => seconds(row, 'p95Ms')],
  ['p99_latency', (row) => seconds(row, 'p99Ms')],
  ['throughput_rps', (row) => numberIn(row, 'throughputRps')],
];

/** The published columns first, so that a table of theirs and one of ours have the same beginning, then our own. */
export function renderServingCsv(rows: readonly Row[], columns: readonly ColumnDeclaration[]): string {
  const names = PUBLISHED.map(([name]) => name);
  const first = names.map(
    (name): ColumnDeclaration => ({ name, role: 'metric', unit: '', better: 'none', title: name }),
  );
  // Of two columns with one name a reader would take either.
  const own = columns.filter(({ name }) => !names.includes(name));
  const both = rows.map((row) => ({
    ...row,
    ...Object.fromEntries(PUBLISHED.map(([name, value]) => [name, value(row)])),
  }));
  return renderCsv(both, [...first, ...own]);
}

function seconds(row: Row, name: string): number | null {
  const ms = numberIn(row, name);
  return ms === null ? null : ms / 1000;
}

function difference(row: Row, of: string, less: string): number | null {
  const [whole, part] = [numberIn(row, of), numberIn(row, less)];
  return whole === null || part === null ? null : whole - part;
}
