import { open } from 'node:fs/promises';

const MAGIC = 'GGUF';

/** What is wrong with a file that should be a model in GGUF; nothing where it begins as one. */
export async function ggufFault(path: string): Promise<string | undefined> {
  const file = await open(path).catch((error: NodeJS.ErrnoException) => error.code ?? error.message);
  if (typeof file === 'string') return `${path} cannot be read (${file})`;
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(MAGIC.length), 0, MAGIC.length, 0);
    const found = buffer.toString('latin1', 0, bytesRead);
    return found === MAGIC ? undefined : `${path} is no GGUF file, as it does not begin with ${MAGIC}`;
  } catch (error) {
    return `${path} cannot be read (${String(error)})`;
  } finally {
    await file.close();
  }
}
