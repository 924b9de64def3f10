import { comparedRows, type RecordedRun } from '../../results/recorded-run.js';
import type { RunVerdict } from '../../results/verdict.js';
import { nearPath } from '../near-path.js';
import { outputStyle } from '../output-style.js';
import type { Format } from '../present-run.js';
import { belowComputed } from './below-computed.js';

/** Wide enough for every column of a table that nobody looks at in a terminal. */
const PIPE_WIDTH = 260;
const CHART_WIDTH = 100;

export interface ComputedRun {
  readonly run: RecordedRun;
  readonly verdict: RunVerdict;
  readonly directory: string;
}

/** Data to stdout; where it lies to stderr. */
export async function printComputed(format: Format, { run, verdict, directory }: ComputedRun): Promise<void> {
  const rows = comparedRows(run);
  const { columns } = run.started;
  switch (format) {
    case 'table': {
      const { renderResultsTable } = await import('../../report/results-table.js');
      const { width, paint } = outputStyle(PIPE_WIDTH);
      const below = await belowComputed(run, directory, { width: Math.min(width, CHART_WIDTH), paint });
      const parts = [renderResultsTable(rows, columns, { width, paint }), ...below];
      process.stdout.write(`${parts.filter((part) => part !== '').join('\n\n')}\n`);
      break;
    }
    case 'csv':
      process.stdout.write((await import('../../report/csv.js')).renderCsv(rows, columns));
      break;
    case 'markdown':
      process.stdout.write((await import('../../report/markdown.js')).renderMarkdown(rows, columns));
      break;
    case 'ndjson':
      break;
  }
  process.stderr.write(`\nJournal, CSV and tables: ${nearPath(directory)}\n`);
  if (verdict.partial) process.stderr.write('PARTIAL: interrupted; the rows are those of cells that ended\n');
}
