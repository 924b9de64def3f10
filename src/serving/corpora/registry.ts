import { UsageError } from '../../errors.js';
import type { Corpus, OpenCorpusTools } from './corpus.js';

const CORPORA: Readonly<Record<string, (tools: OpenCorpusTools) => Promise<Corpus>>> = {
  animals: async () => (await import('./animals.js')).corpus,
  factbook: async (tools) => (await import('./factbook/index.js')).openFactbook(tools),
};

export const CORPUS_NAMES = Object.keys(CORPORA);

/**
 * Opens a corpus by its name, or a file of passages (`.jsonl` or `.txt`).
 * @throws UsageError for a name that is neither; DataError when it cannot be fetched or read
 */
export async function openCorpus(name: string, tools: OpenCorpusTools): Promise<Corpus> {
  const open = Object.hasOwn(CORPORA, name) ? CORPORA[name] : undefined;
  if (open !== undefined) return open(tools);
  if (/\.(jsonl|txt)$/.test(name)) return (await import('./passage-file.js')).openPassageFile(name);
  throw new UsageError(
    `expected --corpus to be one of ${CORPUS_NAMES.join(', ')} or a file of passages (.jsonl, .txt); got "${name}"`,
  );
}
