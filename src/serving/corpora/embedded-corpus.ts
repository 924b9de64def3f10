import { createHash } from 'node:crypto';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeAtomically } from '../../datasets/atomic-file.js';
import type { Progress } from '../models/model.js';
import type { Embedder } from '../pipeline/embedder.js';
import { servingDirectory } from '../published/serving-directory.js';
import type { Corpus } from './corpus.js';

const BATCH = 32;
/** Corpora below it are embedded in less time than a file takes to be looked for. */
const KEPT_FROM_PASSAGES = 1000;

/**
 * The vectors of a corpus, row-major `passages * d` float32, made once and kept under the identities of corpus and
 * embedder.
 */
export async function embeddedCorpus(
  corpus: Corpus,
  embedder: Embedder,
  { signal, progress }: { readonly signal: AbortSignal; readonly progress: Progress },
): Promise<Float32Array> {
  const { passages } = corpus;
  if (passages.length < KEPT_FROM_PASSAGES) return embedAll(corpus, embedder, signal, progress);
  const path = keptVectorsPath(corpus.identity, embedder.identity);
  const kept = await readKept(path, passages.length * embedder.d);
  if (kept !== undefined) return kept;
  const vectors = await embedAll(corpus, embedder, signal, progress);
  await writeAtomically(path, (partial) => writeFile(partial, new Uint8Array(vectors.buffer)));
  return vectors;
}

/** Where the vectors of a corpus are kept. */
export function keptVectorsPath(corpus: string, embedder: string): string {
  const key = createHash('sha256').update(`${corpus}\n${embedder}`).digest('hex');
  return join(servingDirectory('embeddings'), `${key.slice(0, 32)}.f32`);
}

async function readKept(path: string, length: number): Promise<Float32Array | undefined> {
  const found = await stat(path).catch(() => undefined);
  if (found?.size !== length * Float32Array.BYTES_PER_ELEMENT) return undefined;
  const bytes = await readFile(path);
  // A small file may lie at an odd place of a shared buffer.
  return new Float32Array(Uint8Array.from(bytes).buffer);
}

async function embedAll(
  { name, passages }: Corpus,
  embedder: Embedder,
  signal: AbortSignal,
  progress: Progress,
): Promise<Float32Array> {
  // Texts of one length go together, so that little is padded.
  const order = passages.map((_, i) => i);
  const textOf = (i: number) => {
    const passage = passages[i];
    return passage === undefined ? '' : `${passage.title} ${passage.text}`.trim();
  };
  order.sort((a, b) => textOf(a).length - textOf(b).length);
  const vectors = new Float32Array(passages.length * embedder.d);
  for (let start = 0; start < order.length; start += BATCH) {
    signal.throwIfAborted();
    const rows = order.slice(start, start + BATCH);
    const part = await embedder.embed(rows.map(textOf), 'passage', signal);
    rows.forEach((row, i) => {
      vectors.set(part.subarray(i * embedder.d, (i + 1) * embedder.d), row * embedder.d);
    });
    progress(`embedding ${name}`, start + rows.length, order.length);
  }
  return vectors;
}
