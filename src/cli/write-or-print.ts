import { rename, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { DataError } from '../errors.js';

/** Writes text to a file, whole or not at all, or without one to stdout. @throws DataError when it cannot be written */
export async function writeOrPrint(text: string, out: string | undefined): Promise<void> {
  if (out === undefined || out === '-') {
    process.stdout.write(text);
    return;
  }
  const path = resolve(out);
  try {
    await writeFile(`${path}.partial`, text);
    await rename(`${path}.partial`, path);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new DataError(`cannot write ${path}: ${reason}`, 'out', { cause });
  }
  process.stderr.write(`Wrote ${out}\n`);
}
