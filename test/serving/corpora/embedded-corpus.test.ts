import { mkdtemp, readdir, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { embeddedCorpus } from '../../../src/serving/corpora/embedded-corpus.js';
import { hashingEmbedder } from '../../../src/serving/models/emulated/hashing-embedder.js';
import type { TextRole } from '../../../src/serving/pipeline/embedder.js';

let cache: string;
beforeEach(async () => {
  cache = await mkdtemp(join(tmpdir(), 'mls-cache-'));
  vi.stubEnv('MLS_CACHE_DIR', cache);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(cache, { recursive: true });
});

const tools = { signal: new AbortController().signal, progress() {} };
const corpus = {
  name: 'numbers',
  identity: 'numbers:1',
  passages: Array.from({ length: 1100 }, (_, i) => ({ title: `number${i}`, text: 'word '.repeat(i % 7) })),
};

function counting() {
  const plain = hashingEmbedder();
  let texts = 0;
  return {
    embedder: {
      ...plain,
      async embed(batch: readonly string[], role: TextRole) {
        texts += batch.length;
        return plain.embed(batch, role);
      },
    },
    texts: () => texts,
  };
}

it('embeds each passage in its place, once, and again only for another corpus or embedder', async () => {
  const { embedder, texts } = counting();
  const made = await embeddedCorpus(corpus, embedder, tools);
  const plain = await hashingEmbedder().embed(
    corpus.passages.map(({ title, text }) => `${title} ${text}`.trim()),
    'passage',
  );
  expect(made).toEqual(plain);
  expect(await embeddedCorpus(corpus, embedder, tools)).toEqual(made);
  expect(texts()).toBe(1100);
  await embeddedCorpus({ ...corpus, identity: 'numbers:2' }, embedder, tools);
  expect(texts()).toBe(2200);
  await embeddedCorpus(corpus, { ...embedder, identity: 'another' }, tools);
  expect(texts()).toBe(3300);
});

it('embeds anew where the kept file is cut short', async () => {
  const { embedder, texts } = counting();
  const made = await embeddedCorpus(corpus, embedder, tools);
  const folder = join(cache, 'serving', 'embeddings');
  for (const name of await readdir(folder)) await truncate(join(folder, name), 100);
  expect(await embeddedCorpus(corpus, embedder, tools)).toEqual(made);
  expect(texts()).toBe(2200);
});
