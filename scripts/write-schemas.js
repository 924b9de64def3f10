// Writes the JSON Schema of each command's --json document to schemas/, from the zod schemas that the code parses with.
import { writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { kmeansDocument } from '../dist/cli/kmeans-report.js';
import { documentSchema } from '../dist/results/document.js';
import { experimentDocument } from '../dist/results/experiment/document.js';
import { annRow } from '../dist/suites/ann/row.js';
import { distanceRow } from '../dist/suites/distance/row.js';
import { knnRow } from '../dist/suites/knn/row.js';

const SCHEMAS = {
  'bench-ann': documentSchema(annRow),
  'bench-distance': documentSchema(distanceRow),
  'bench-kmeans': kmeansDocument,
  'bench-knn': documentSchema(knnRow),
  run: experimentDocument,
};

for (const [name, schema] of Object.entries(SCHEMAS)) {
  const json = { title: `mls ${name.replace('-', ' ')} --json`, ...z.toJSONSchema(schema) };
  await writeFile(new URL(`../schemas/${name}.json`, import.meta.url), `${JSON.stringify(json, null, 2)}\n`);
}
