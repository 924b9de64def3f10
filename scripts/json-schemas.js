import { z } from 'zod';
import { kmeansDocument } from '../dist/cli/kmeans-report.js';
import { loadDocument } from '../dist/cli/load-document.js';
import { documentSchema } from '../dist/results/document.js';
import { experimentDocument } from '../dist/results/experiment/document.js';
import { annRow } from '../dist/suites/ann/row.js';
import { distanceRow } from '../dist/suites/distance/row.js';
import { knnRow } from '../dist/suites/knn/row.js';

const DOCUMENTS = {
  'bench-ann': documentSchema(annRow),
  'bench-distance': documentSchema(distanceRow),
  'bench-kmeans': kmeansDocument,
  'bench-knn': documentSchema(knnRow),
  load: loadDocument,
  run: experimentDocument,
};

/** The JSON Schema of each command's --json document, as text, by the file's name in schemas/. */
export function jsonSchemas() {
  return Object.entries(DOCUMENTS).map(([name, schema]) => {
    const json = { title: `mls ${name.replace('-', ' ')} --json`, ...z.toJSONSchema(schema) };
    return [`${name}.json`, `${JSON.stringify(json, null, 2)}\n`];
  });
}
