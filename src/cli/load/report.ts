import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LOAD_COLUMNS } from '../../load/columns.js';
import type { LoadRow } from '../../load/row.js';
import { formatDuration, formatNumber } from '../../results/display/quantity.js';
import { nearPath } from '../near-path.js';
import { outputStyle } from '../output-style.js';
import type { Format } from '../present-run.js';
import type { LoadDocument } from './document.js';
import type { LoadPoint } from './points.js';
import { labelOf } from './progress.js';

/** Wide enough for every column of a table that nobody looks at in a terminal. */
const PIPE_WIDTH = 240;
const CHART_WIDTH = 100;

/** A finished load in a line, for stderr. */
export function pointLine(point: LoadPoint, row: LoadRow): string {
  const slo = row.sloHolds === null ? '' : row.sloHolds === 'yes' ? ' · SLO held' : ' · SLO missed';
  const state = row.status === 'ok' ? '' : ` · ${row.status}`;
  const [achieved, p50, p99] = [row.throughputRps, row.p50Ms, row.p99Ms].map((value) => value ?? Number.NaN);
  return (
    `${labelOf(point)}: answered ${formatNumber(achieved ?? Number.NaN)}/s · p50 ${formatDuration(p50 ?? Number.NaN, 3)} · ` +
    `p99 ${formatDuration(p99 ?? Number.NaN, 3)}${slo}${state}`
  );
}

/** Data to stdout; where it lies to stderr. */
export async function printLoad(format: Format, document: LoadDocument, directory: string): Promise<void> {
  const { rows } = document;
  switch (format) {
    case 'table':
      process.stdout.write(`${await terminalReport(document)}\n`);
      break;
    case 'csv':
      process.stdout.write((await import('../../report/csv.js')).renderCsv(rows, LOAD_COLUMNS));
      break;
    case 'markdown':
      process.stdout.write((await import('../../report/load-table.js')).renderLoadMarkdown(rows));
      break;
    case 'ndjson':
      break;
  }
  process.stderr.write(`\nJournal, samples, histograms and tables: ${nearPath(directory)}\n`);
  if (document.partial) process.stderr.write('PARTIAL: interrupted; the rows hold what was measured\n');
}

/** The page and the curves that the general files of a run do not have. */
export async function writeLoadReports(directory: string, rows: readonly LoadRow[]): Promise<void> {
  const [{ renderLoadMarkdown }, { renderLoadSvgs }] = await Promise.all([
    import('../../report/load-table.js'),
    import('../../report/load-svg.js'),
  ]);
  await writeFile(join(directory, 'report.md'), renderLoadMarkdown(rows));
  for (const [name, svg] of await renderLoadSvgs(rows)) await writeFile(join(directory, name), svg);
}

async function terminalReport({ rows, capacity }: LoadDocument): Promise<string> {
  const [{ renderLoadTable }, { renderLoadCurves }] = await Promise.all([
    import('../../report/load-table.js'),
    import('../../report/load-curve.js'),
  ]);
  const { width, paint } = outputStyle(PIPE_WIDTH);
  return [
    renderLoadTable(rows, { width, paint }),
    renderLoadCurves(rows, { width: Math.min(width, CHART_WIDTH), paint }),
    capacity === null ? '' : capacityText(capacity),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

export function capacityText({
  holdsRps,
  missesRps,
  bound,
  probes,
}: NonNullable<LoadDocument['capacity']>): string {
  const after = `after ${probes} ${probes === 1 ? 'load' : 'loads'}`;
  if (holdsRps === null) return `Capacity: none; the lowest rate tried, ${missesRps}/s, missed ${after}`;
  const held = `Capacity: ${holdsRps}/s held`;
  switch (bound) {
    case 'slo':
      return `${held}, ${missesRps}/s missed, ${after}`;
    case 'generator':
      return `${held}; at ${missesRps}/s the generator did not keep its plan, so that the server may hold more (${after})`;
    case 'limit':
      return `${held}; no higher rate was tried (${after})`;
    case 'interrupted':
      return `${held} so far; the search was interrupted ${after}`;
  }
}
