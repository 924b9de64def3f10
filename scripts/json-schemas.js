import { z } from 'zod';
import { baselineDocument } from '../dist/cli/baseline.js';
import { kmeansDocument } from '../dist/cli/bench/kmeans-report.js';
import { cacheCleanDocument, cacheDocument } from '../dist/cli/cache/cache-document.js';
import { calibrateDocument } from '../dist/cli/calibrate/calibrate-document.js';
import { compareDocument } from '../dist/cli/compare/compare-document.js';
import { loadDocument } from '../dist/cli/load/document.js';
import { queryDocument } from '../dist/cli/query/document.js';
import { replayDocument } from '../dist/cli/replay/document.js';
import { reportCheckDocument } from '../dist/cli/report/check-tables.js';
import { plotDocument, reportDocument } from '../dist/cli/report/document.js';
import { runsDeleteDocument, runsDocument, runsExportDocument } from '../dist/cli/runs/document.js';
import { servingDocument } from '../dist/cli/serving/document.js';
import { anyDocument, documentSchema } from '../dist/results/document.js';
import { experimentDocument } from '../dist/results/experiment/document.js';
import { CHECKS, STATUSES } from '../dist/results/status.js';
import { abacusRow } from '../dist/suites/abacus/row.js';
import { annRow } from '../dist/suites/ann/row.js';
import { distanceRow } from '../dist/suites/distance/row.js';
import { knnRow } from '../dist/suites/knn/row.js';
import { LLM_COLUMNS } from '../dist/suites/llm/columns.js';
import { PLAN_COLUMNS } from '../dist/suites/nexus-plan/columns.js';
import { predictorRow } from '../dist/suites/predictor/row.js';
import { schedulingRow } from '../dist/suites/scheduling/row.js';

/** A row of which only the columns are declared. */
const declaredRow = (columns) =>
  z.strictObject({
    ...Object.fromEntries(columns.map(({ name }) => [name, z.union([z.string(), z.number()]).nullable()])),
    status: z.enum(STATUSES),
    check: z.enum(CHECKS).optional(),
    reason: z.string().nullable(),
  });

const DOCUMENTS = {
  baseline: baselineDocument,
  'bench-ann': documentSchema(annRow),
  'bench-distance': documentSchema(distanceRow),
  'bench-kmeans': kmeansDocument,
  'bench-knn': documentSchema(knnRow),
  'bench-serving': servingDocument,
  cache: cacheDocument,
  'cache-clean': cacheCleanDocument,
  calibrate: calibrateDocument,
  compare: compareDocument,
  gate: compareDocument,
  load: loadDocument,
  'plan-nexus': documentSchema(declaredRow(PLAN_COLUMNS)),
  plot: plotDocument,
  query: queryDocument,
  replay: replayDocument,
  report: reportDocument,
  'report-check': reportCheckDocument,
  run: experimentDocument,
  runs: runsDocument,
  'runs-delete': runsDeleteDocument,
  'runs-export': runsExportDocument,
  'runs-show': anyDocument.loose(),
  'sim-abacus': documentSchema(abacusRow),
  'sim-llm': documentSchema(declaredRow(LLM_COLUMNS)),
  'sim-serving': documentSchema(schedulingRow),
  'train-predictor': documentSchema(predictorRow),
};

/** The JSON Schema of each command's --json document, as text, by the file's name in schemas/. */
export function jsonSchemas() {
  return Object.entries(DOCUMENTS).map(([name, schema]) => {
    const json = { title: `mls ${name.replace('-', ' ')} --json`, ...z.toJSONSchema(schema) };
    return [`${name}.json`, `${JSON.stringify(json, null, 2)}\n`];
  });
}
