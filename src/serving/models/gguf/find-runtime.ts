import { readFile, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { UnavailableError } from '../../../backends/shared/errors.js';
import type { NodeLlamaCpp } from './node-llama-cpp.js';

const PACKAGE = 'node-llama-cpp';
export const RUNTIME_REMEDY = `Install it where you run mls: npm install ${PACKAGE}`;

const MANIFEST = z.object({ main: z.string() });

/** The folder of the package: found from this program as packages are, else from the directory it is run in. */
export async function findRuntime(): Promise<string | undefined> {
  const bases = [import.meta.filename, join(process.cwd(), 'any.js')];
  // Asked for the folders and not for the package, whose exports need not say what CommonJS may take.
  const folders = bases.flatMap((base) => createRequire(base).resolve.paths(PACKAGE) ?? []);
  for (const folder of new Set(folders)) {
    const path = join(folder, PACKAGE);
    if ((await stat(join(path, 'package.json')).catch(() => undefined)) !== undefined) return path;
  }
  return undefined;
}

/** @throws UnavailableError when the package is not installed or does not load */
export async function loadRuntime(): Promise<NodeLlamaCpp> {
  const folder = await findRuntime();
  if (folder === undefined) {
    throw new UnavailableError('the model', `${PACKAGE}, which reads GGUF, is not installed`, RUNTIME_REMEDY);
  }
  try {
    const { main } = MANIFEST.parse(JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')));
    const loaded: NodeLlamaCpp = await import(pathToFileURL(join(folder, main)).href);
    return loaded;
  } catch (cause) {
    const reason = cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause);
    throw new UnavailableError(
      'the model',
      `${PACKAGE} in ${folder} does not load (${reason})`,
      RUNTIME_REMEDY,
      {
        cause,
      },
    );
  }
}
