import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A folder of these files, as JSON where they are no bytes, that is gone when the test is over. */
export async function writeFolder(
  name: string,
  files: Readonly<Record<string, Uint8Array | object>>,
): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'mls-model-'));
  onTestFinished(() => rm(root, { recursive: true }));
  const folder = join(root, name);
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content instanceof Uint8Array ? content : JSON.stringify(content));
  }
  return folder;
}
