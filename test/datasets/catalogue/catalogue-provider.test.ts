import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { catalogueProvider } from '../../../src/datasets/catalogue/catalogue-provider.js';
import { readRows } from '../read-all.js';
import { BASE, QUERIES, smallEntry } from '../small-entry.js';

const provider = catalogueProvider(smallEntry([]));
const spec = { name: 'small', n: 500, d: 784, queries: 2, seed: 0 };

let cache: string;
beforeEach(async () => {
  cache = await mkdtemp(join(tmpdir(), 'mls-catalogue-'));
  vi.stubEnv('MLS_CACHE_DIR', cache);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(cache, { recursive: true, force: true });
});

async function keep(base: Buffer, queries: Buffer): Promise<void> {
  const directory = join(cache, 'datasets', 'small');
  await mkdir(directory, { recursive: true });
  await writeFile(join(directory, 'base-idx'), base);
  await writeFile(join(directory, 'queries-idx'), queries);
}

describe('catalogueProvider', () => {
  it('describes the entry', () => {
    expect(provider).toMatchObject({
      name: 'small',
      kind: 'real',
      shape: { n: 500, d: 784, queries: 2 },
      licence: 'none needed',
      summary: 'two files (usually l2)',
    });
  });

  it('says whether its files are here, by their sizes', async () => {
    expect(await provider.state()).toEqual({ local: false, bytes: 0 });
    await keep(BASE, QUERIES.subarray(1));
    expect(await provider.state()).toEqual({ local: false, bytes: 0 });
    await keep(BASE, QUERIES);
    expect(await provider.state()).toEqual({ local: true, bytes: BASE.length + QUERIES.length });
  });

  it('opens the first rows of each file as float32', async () => {
    await keep(BASE, QUERIES);
    const dataset = await provider.open({ ...spec, n: 3, queries: 1 });
    const { base, queries } = dataset;
    expect([base.n, base.d, queries.n, queries.d]).toEqual([3, 784, 1, 784]);
    expect(await readRows(base)).toEqual(Float32Array.from(BASE.subarray(16, 16 + 3 * 784)));
    expect(await readRows(queries)).toEqual(new Float32Array(784).fill(7));
    await dataset.close();
  });

  it('names in its identities the content and the number of rows', async () => {
    await keep(BASE, QUERIES);
    const whole = await provider.open(spec);
    const part = await provider.open({ ...spec, n: 3 });
    expect(whole.base.identity).toMatch(/^small:sha256=[0-9a-f]{64}:n=500$/);
    expect(part.base.identity).toBe(whole.base.identity.replace(/500$/, '3'));
    expect(part.queries.identity).toBe(whole.queries.identity);
    expect(whole.queries.identity).toMatch(/^small:queries:sha256=[0-9a-f]{64}:n=2$/);
    await Promise.all([whole.close(), part.close()]);
  });

  it('says how to fetch what is not here', async () => {
    await expect(provider.open(spec)).rejects.toMatchObject({ code: 'not-local' });
    await expect(provider.open(spec)).rejects.toThrow('fetch it: mls datasets pull small');
  });

  it('refuses a file that is not what its size says', async () => {
    await keep(Buffer.alloc(BASE.length), QUERIES);
    await expect(provider.open(spec)).rejects.toMatchObject({ code: 'damaged-file' });
  });
});
