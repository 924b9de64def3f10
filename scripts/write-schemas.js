// Writes schemas/ from the zod schemas that the code parses with.
import { writeFile } from 'node:fs/promises';
import { jsonSchemas } from './json-schemas.js';

for (const [name, text] of jsonSchemas())
  await writeFile(new URL(`../schemas/${name}`, import.meta.url), text);
