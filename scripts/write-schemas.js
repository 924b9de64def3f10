// Writes the JSON Schema of each command's --json document to schemas/, from the zod schemas that the code parses with.
import { writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { documentSchema } from '../dist/results/document.js';
import { annRow } from '../dist/suites/ann/row.js';
import { distanceRow } from '../dist/suites/distance/row.js';
import { knnRow } from '../dist/suites/knn/row.js';

const SCHEMAS = { 'bench-distance': documentSchema(distanceRow), 'bench-knn': documentSchema(knnRow) };

for (const [name, schema] of Object.entries(SCHEMAS)) {
  const json = { title: `mls ${name.replace('-', ' ')} --json`, ...z.toJSONSchema(schema) };
  await writeFile(new URL(`../schemas/${name}.json`, import.meta.url), `${JSON.stringify(json, null, 2)}\n`);
}
