import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readTruth, type TruthQuestion, truthKey, writeTruth } from '../../src/datasets/truth-store.js';

const QUESTION: TruthQuestion = {
  baseIdentity: 'base',
  queryIdentity: 'queries',
  metric: 'l2',
  k: 2,
  algorithm: 1,
};
const KEY = truthKey(QUESTION);
const TRUTH = {
  queries: 2,
  k: 2,
  ids: Int32Array.of(3, 1, 0, 2 ** 31 - 1),
  distances: Float64Array.of(0, 0.1, -1e-300, Math.PI),
};

let cache: string;
beforeEach(async () => {
  cache = await mkdtemp(join(tmpdir(), 'mls-truth-'));
  vi.stubEnv('MLS_CACHE_DIR', cache);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(cache, { recursive: true, force: true });
});

const files = async () => readdir(join(cache, 'truth'));
const file = () => join(cache, 'truth', `${KEY}.truth`);

describe('the ground-truth store', () => {
  it('has nothing before anything is kept', async () => {
    expect(await readTruth(KEY)).toBeUndefined();
  });

  it('gives back what was kept, to the bit, and leaves one file', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(5), fc.integer({ min: 1, max: 4 }), fc.gen(), async (queries, k, gen) => {
        const ids = Int32Array.from({ length: queries * k }, () => gen(fc.nat));
        const distances = Float64Array.from({ length: queries * k }, () => gen(fc.double, { noNaN: true }));
        await writeTruth(KEY, { queries, k, ids, distances });
        expect(await readTruth(KEY)).toEqual({ queries, k, ids, distances });
      }),
      { numRuns: 30 },
    );
    expect(await files()).toEqual([`${KEY}.truth`]);
  });

  it('takes a torn file for none, and removes it', async () => {
    await writeTruth(KEY, TRUTH);
    const { length } = await readFile(file());
    for (const kept of [0, 10, 40, length - 1]) {
      await writeTruth(KEY, TRUTH);
      await truncate(file(), kept);
      expect(await readTruth(KEY)).toBeUndefined();
      expect(await files()).toEqual([]);
    }
  });

  it('takes a file with any byte changed for none', async () => {
    await writeTruth(KEY, TRUTH);
    const whole = await readFile(file());
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const damaged = Buffer.from(whole);
        damaged[at] = (damaged[at] ?? 0) ^ change;
        await writeFile(file(), damaged);
        expect(await readTruth(KEY)).toBeUndefined();
      }),
      { numRuns: 50 },
    );
  });

  it('takes the answer to another question for none', async () => {
    await writeTruth(KEY, TRUTH);
    const other = truthKey({ ...QUESTION, k: 3 });
    await writeFile(join(cache, 'truth', `${other}.truth`), await readFile(file()));
    expect(await readTruth(other)).toBeUndefined();
    expect(await readTruth(KEY)).toEqual(TRUTH);
  });

  it('lets many write the same answer at once', async () => {
    await Promise.all(Array.from({ length: 10 }, () => writeTruth(KEY, TRUTH)));
    expect(await readTruth(KEY)).toEqual(TRUTH);
    expect(await files()).toHaveLength(1);
  });

  it('refuses lists that do not have k neighbours for every query', async () => {
    await expect(writeTruth(KEY, { ...TRUTH, k: 3 })).rejects.toThrow(
      'expected 2 x 3 neighbours, got 4 and 4',
    );
  });
});

describe('truthKey', () => {
  it('differs with everything the answer depends on', () => {
    const changed: Partial<TruthQuestion>[] = [
      {},
      { baseIdentity: 'queries' },
      { queryIdentity: 'base' },
      { baseIdentity: 'basequeries', queryIdentity: '' },
      { metric: 'l1' },
      { k: 3 },
      { algorithm: 2 },
    ];
    expect(new Set(changed.map((change) => truthKey({ ...QUESTION, ...change }))).size).toBe(changed.length);
    expect(truthKey({ ...QUESTION })).toBe(KEY);
  });
});
