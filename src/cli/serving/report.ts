import { SERVING_COLUMNS } from '../../suites/serving/columns.js';
import { nearPath } from '../near-path.js';
import { outputStyle } from '../output-style.js';
import type { Format } from '../present-run.js';
import type { ServingDocument } from './document.js';

/** Wide enough for every column of a table that nobody looks at in a terminal. */
const PIPE_WIDTH = 260;
const CHART_WIDTH = 100;

/** Data to stdout; where it lies to stderr. */
export async function printServing(
  format: Format,
  {
    document,
    directory,
    plans,
  }: { readonly document: ServingDocument; readonly directory: string; readonly plans: readonly string[] },
): Promise<void> {
  const { rows } = document;
  switch (format) {
    case 'table':
      process.stdout.write(`${await terminalReport(document)}\n`);
      break;
    case 'csv':
      process.stdout.write(
        (await import('../../report/serving-csv.js')).renderServingCsv(rows, SERVING_COLUMNS),
      );
      break;
    case 'markdown':
      process.stdout.write(
        `${(await import('../../report/serving-table.js')).renderServingMarkdown(rows)}\n`,
      );
      break;
    case 'ndjson':
      break;
  }
  for (const plan of plans) process.stderr.write(`\n${plan}\n`);
  process.stderr.write(`\nJournal, samples, tables and curves: ${nearPath(directory)}\n`);
  if (document.partial) process.stderr.write('PARTIAL: interrupted; the rows hold what was measured\n');
}

async function terminalReport({ rows, capacities, slo, generatorRps }: ServingDocument): Promise<string> {
  const [{ renderServingTable }, { renderServingCurves }, { renderCapacities }] = await Promise.all([
    import('../../report/serving-table.js'),
    import('../../report/serving-curves.js'),
    import('../../report/capacity-table.js'),
  ]);
  const { width, paint } = outputStyle(PIPE_WIDTH);
  return [
    renderServingTable(rows, { width, paint }),
    renderServingCurves(rows, { width: Math.min(width, CHART_WIDTH), paint }),
    renderCapacities(capacities, { slo, generatorRps, width, paint }),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}
