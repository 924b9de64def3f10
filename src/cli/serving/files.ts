import { goodWithinMs, parseSlo } from '../../load/slo.js';
import { renderCapacities } from '../../report/capacity-table.js';
import { writeFiles } from '../../report/run-files.js';
import { renderServingCsv } from '../../report/serving-csv.js';
import { renderServingSvgs } from '../../report/serving-svg.js';
import { renderServingMarkdown } from '../../report/serving-table.js';
import { SERVING_COLUMNS } from '../../suites/serving/columns.js';
import type { ServingDocument } from './document.js';

/** Writes what is derived from a run's journal beside it: tables, curves and the document. */
export async function writeServingFiles(directory: string, document: ServingDocument): Promise<void> {
  const { rows, capacities, slo, generatorRps } = document;
  const svgs = await renderServingSvgs(rows, goodWithinMs(parseSlo(slo)));
  const pictures = [...svgs.keys()].map((file) => `![${file.replace('.svg', '')}](${file})`);
  const capacity = renderCapacities(capacities, { slo, generatorRps });
  const report = [
    renderServingMarkdown(rows),
    ...(capacity === '' ? [] : [`\`\`\`\n${capacity}\n\`\`\``]),
    ...pictures,
  ];
  await writeFiles(directory, {
    'rows.csv': renderServingCsv(rows, SERVING_COLUMNS),
    'report.md': `${report.join('\n\n')}\n`,
    'run.json': `${JSON.stringify(document, null, 2)}\n`,
    ...Object.fromEntries(svgs),
  });
}
