import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { cacheEntries } from '../../../src/cli/cache/cache-entries.js';
import { CACHE_KIND_NAMES } from '../../../src/cli/cache/cache-kinds.js';
import { chosenKinds, deleteEntries, unusedFor } from '../../../src/cli/cache/clean-cache.js';
import { summariseCache } from '../../../src/cli/cache/summarise-cache.js';
import { UsageError } from '../../../src/errors.js';

const DAY_MS = 86_400_000;

let cache: string;
beforeEach(async () => {
  cache = await mkdtemp(join(tmpdir(), 'mls-cache-'));
  vi.stubEnv('MLS_CACHE_DIR', cache);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(cache, { recursive: true });
});

async function keep(path: string, bytes: number, usedAt: string): Promise<void> {
  const file = join(cache, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, Buffer.alloc(bytes));
  await utimes(file, new Date(usedAt), new Date(usedAt));
}

describe('what the cache holds', () => {
  it('is a folder each, or files of one name, largest first', async () => {
    await keep('indexes/ab12.index', 100, '2026-01-02');
    // Read whenever indexes are listed, which is no use of the index.
    await keep('indexes/ab12.json', 10, '2026-03-01');
    await keep('indexes/cd34.index', 300, '2026-02-02');
    await keep('serving/models/Llama-3.1/a.bin', 5, '2026-01-01');
    await keep('serving/models/Llama-3.2/deep/b.bin', 7, '2026-01-01');
    expect(await cacheEntries('indexes')).toMatchObject([
      { name: 'cd34', bytes: 300, usedAt: new Date('2026-02-02') },
      { name: 'ab12', bytes: 110, usedAt: new Date('2026-01-02'), paths: { length: 2 } },
    ]);
    expect(await cacheEntries('models')).toMatchObject([
      { name: 'Llama-3.2', bytes: 7 },
      { name: 'Llama-3.1', bytes: 5 },
    ]);
  });

  it('is nothing of what is being written', async () => {
    await keep('truth/a.truth.host.1.uuid.partial', 50, '2026-01-01');
    expect(await cacheEntries('truth')).toEqual([]);
  });

  it('is told by kind, also where there is nothing yet', async () => {
    await keep('truth/a.truth', 50, '2026-01-01T12:00:00Z');
    await keep('truth/b.truth', 50, '2026-01-01T13:00:00Z');
    const kinds = await summariseCache();
    expect(kinds.map(({ kind }) => kind)).toEqual(CACHE_KIND_NAMES);
    expect(kinds.filter(({ entries }) => entries > 0)).toEqual([
      {
        kind: 'truth',
        entries: 2,
        bytes: 100,
        usedAt: '2026-01-01T13:00:00.000Z',
        again: 'computed by the oracle',
      },
    ]);
  });
});

describe('cleaning the cache', () => {
  it('takes what was not used since, of the kinds that were named', async () => {
    await keep('truth/old.truth', 1, '2026-01-01');
    await keep('truth/new.truth', 1, '2026-03-01');
    await keep('contrast/old.json', 1, '2026-01-01');
    const entries = await unusedFor(DAY_MS, ['truth'], Date.parse('2026-03-02T12:00Z'));
    expect(entries).toMatchObject([{ kind: 'truth', name: 'old' }]);
    await deleteEntries(entries);
    expect(await cacheEntries('truth')).toMatchObject([{ name: 'new' }]);
    expect(await cacheEntries('contrast')).toHaveLength(1);
  });

  it('never touches what mls did not lay there', async () => {
    await keep('abacus/2in7/profile.csv', 1, '2026-01-01');
    await keep('letters/love.txt', 1, '2026-01-01');
    expect(await unusedFor(0, CACHE_KIND_NAMES)).toEqual([]);
  });

  it('wants kinds or all, not neither nor both, and knows how they are spelt', () => {
    expect(chosenKinds(['truth', 'truth'], false)).toEqual(['truth']);
    expect(chosenKinds([], true)).toEqual(CACHE_KIND_NAMES);
    expect(() => chosenKinds([], false)).toThrow(
      /^expected kinds to clean, or --all in their place; got neither/,
    );
    expect(() => chosenKinds(['truth'], true)).toThrow(/got both/);
    expect(() => chosenKinds(['indxes'], false)).toThrow(UsageError);
    expect(() => chosenKinds(['indxes'], false)).toThrow(/did you mean indexes\?/);
  });
});
