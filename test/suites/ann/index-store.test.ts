import { mkdtemp, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  findIndex,
  type IndexQuestion,
  indexDirectory,
  keepIndex,
  savedIndexes,
} from '../../../src/suites/ann/index-store.js';

let before: string | undefined;
let directory: string;
beforeEach(async () => {
  before = process.env.MLS_CACHE_DIR;
  directory = await mkdtemp(join(tmpdir(), 'mls-indexes-'));
  process.env.MLS_CACHE_DIR = directory;
});
afterEach(async () => {
  if (before === undefined) delete process.env.MLS_CACHE_DIR;
  else process.env.MLS_CACHE_DIR = before;
  await rm(directory, { recursive: true, force: true });
});

const QUESTION: IndexQuestion = {
  base: 'rows',
  metric: 'l2',
  build: { kind: 'ivf', nlist: 4, seed: 1 },
  backend: 'ts',
  engine: 'threads',
  threads: 2,
  version: 'ivf-1',
};
const about = (question: IndexQuestion = QUESTION) => ({
  question,
  dataset: 'gaussian',
  n: 10,
  d: 2,
  buildMs: 12.5,
});
const keep = (question = QUESTION, bytes = 100) =>
  keepIndex(about(question), (path) => writeFile(path, Buffer.alloc(bytes)));

describe('kept indexes', () => {
  it('are found by all that decides what they hold, with their size', async () => {
    expect(await findIndex(QUESTION)).toBeUndefined();
    await keep();
    expect(await findIndex(QUESTION)).toEqual({
      ...about(),
      bytes: 100,
      path: expect.stringContaining(indexDirectory()),
    });
  });

  it.each([
    ['other rows', { base: 'others' }],
    ['another metric', { metric: 'cosine' }],
    ['another build', { build: { kind: 'ivf', nlist: 4, seed: 2 } }],
    ['another kind', { build: { kind: 'hnsw', m: 4, efConstruction: 4 } }],
    ['another backend', { backend: 'tfjs' }],
    ['another engine', { engine: 'wasm' }],
    ['more threads', { threads: 3 }],
    ['another version', { version: 'ivf-2' }],
  ] as const)('are not those of %s', async (_, more) => {
    await keep();
    expect(await findIndex({ ...QUESTION, ...more })).toBeUndefined();
  });

  it('are listed, largest first', async () => {
    expect(await savedIndexes()).toEqual([]);
    await keep(QUESTION, 100);
    await keep({ ...QUESTION, backend: 'tfjs' }, 300);
    expect((await savedIndexes()).map(({ bytes, question }) => [question.backend, bytes])).toEqual([
      ['tfjs', 300],
      ['ts', 100],
    ]);
  });

  it('count for nothing when they are cut off, or their record is damaged', async () => {
    await keep();
    const found = await findIndex(QUESTION);
    await truncate(found?.path ?? '', 50);
    expect(await findIndex(QUESTION)).toBeUndefined();
    expect(await savedIndexes()).toEqual([]);
    await keep();
    const [record] = (await readdir(indexDirectory())).filter((name) => name.endsWith('.json'));
    await writeFile(join(indexDirectory(), record ?? ''), '{"format":');
    expect(await findIndex(QUESTION)).toBeUndefined();
  });

  it('are replaced by a later one', async () => {
    await keep(QUESTION, 100);
    await keep(QUESTION, 70);
    expect((await findIndex(QUESTION))?.bytes).toBe(70);
    expect(await readdir(indexDirectory())).toHaveLength(2);
  });

  it('leave nothing when they cannot be saved', async () => {
    const failing = keepIndex(about(), async (path) => {
      await writeFile(path, 'half');
      throw new Error('the engine broke');
    });
    await expect(failing).rejects.toThrow('the engine broke');
    expect(await readdir(indexDirectory())).toEqual([]);
  });
});
