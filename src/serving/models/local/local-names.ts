import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { UsageError } from '../../../errors.js';

/** Where the parts of a model lie. */
export interface LocalNames {
  /** A folder; without it all-MiniLM-L6-v2 finds. */
  readonly embedder: string | undefined;
  readonly generator: { readonly kind: 'folder' | 'gguf'; readonly path: string };
}

/**
 * `GENERATOR` or `EMBEDDER,GENERATOR`, where GENERATOR is a folder or a GGUF file, and EMBEDDER a folder.
 * @returns nothing for a name that is no path: it has no slash and no such ending, and nothing is there
 * @throws UsageError for paths that cannot be meant
 */
export async function localNames(name: string): Promise<LocalNames | undefined> {
  // A comma may belong to a path that is there.
  const parts = (await exists(name)) ? [name] : name.split(',').map((part) => part.trim());
  const local = await Promise.all(parts.map(async (part) => looksLikePath(part) || (await exists(part))));
  if (!local.some(Boolean)) return undefined;
  const generator = parts.at(-1) ?? '';
  const embedder = parts.length > 1 ? parts[0] : undefined;
  if (parts.length > 2 || parts.includes('') || embedder?.endsWith('.gguf') === true) {
    throw new UsageError(
      `expected --model to be GENERATOR or EMBEDDER,GENERATOR, with a folder or a .gguf file for GENERATOR and a folder ` +
        `for EMBEDDER; got "${name}"`,
    );
  }
  return {
    embedder: embedder === undefined ? undefined : resolve(embedder),
    generator: { kind: generator.endsWith('.gguf') ? 'gguf' : 'folder', path: resolve(generator) },
  };
}

function looksLikePath(text: string): boolean {
  return /[/\\]/.test(text) || text.startsWith('.') || text.endsWith('.gguf');
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined;
}
