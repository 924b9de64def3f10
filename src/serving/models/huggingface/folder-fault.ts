import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findGraphs, noGraph } from './find-graph.js';

/** What a folder lacks to be a model's; nothing where it has what it takes. */
export async function folderFault(
  folder: string,
  what: string,
  graphs: readonly (readonly string[])[],
): Promise<string | undefined> {
  for (const name of ['config.json', 'tokenizer.json']) {
    const there = await readFile(join(folder, name)).then(
      () => true,
      () => false,
    );
    if (!there) return `the folder of ${what}, ${folder}, has no ${name}`;
  }
  const found = await findGraphs(folder, graphs);
  return found === undefined ? noGraph(folder, what, graphs).message : undefined;
}
