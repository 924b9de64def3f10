import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ColumnDeclaration, Row } from '../results/columns.js';
import type { RunDocument } from '../results/document.js';
import { renderCsv } from './csv.js';
import { renderMarkdown } from './markdown.js';

/** Writes what is derived from a run's journal beside it: `rows.csv`, `report.md` and the `--json` document. */
export async function writeRunFiles(
  directory: string,
  columns: readonly ColumnDeclaration[],
  document: RunDocument,
): Promise<void> {
  const rows = document.rows as readonly Row[];
  await writeFiles(directory, {
    'rows.csv': renderCsv(rows, columns),
    'report.md': renderMarkdown(rows, columns),
    'run.json': `${JSON.stringify(document, null, 2)}\n`,
  });
}

/** Writes files of text by their names. */
export async function writeFiles(directory: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    // Whole or not at all: a reader never sees half a table.
    const path = join(directory, name);
    await writeFile(`${path}.partial`, text);
    await rename(`${path}.partial`, path);
  }
}
