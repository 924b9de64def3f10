import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type KeptNoiseFloor, keepNoiseFloor, readNoiseFloors } from '../../src/cli/kept-noise-floors.js';
import { FINGERPRINT } from '../results/recorded-events.js';

const floor: KeptNoiseFloor = {
  interleaved: 0.02,
  apart: 0.05,
  trials: 5,
  rounds: 20,
  loadAverage: 0.1,
};

let cache: string;
beforeEach(async () => {
  cache = await mkdtemp(join(tmpdir(), 'mls-floors-'));
  vi.stubEnv('MLS_CACHE_DIR', cache);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(cache, { recursive: true });
});

describe('noise floors kept', () => {
  it('are there again by suite, the last one found', async () => {
    expect(await readNoiseFloors(FINGERPRINT)).toEqual({});
    await keepNoiseFloor(FINGERPRINT, 'knn', { ...floor, apart: 0.9 });
    await keepNoiseFloor(FINGERPRINT, 'kmeans', floor);
    await keepNoiseFloor(FINGERPRINT, 'knn', floor);
    expect(await readNoiseFloors(FINGERPRINT)).toEqual({ knn: floor, kmeans: floor });
  });

  it('are those of this machine only, whatever it is called', async () => {
    await keepNoiseFloor(FINGERPRINT, 'knn', floor);
    const { host } = FINGERPRINT;
    expect(await readNoiseFloors({ ...FINGERPRINT, host: { ...host, cores: 99 } })).toEqual({});
    expect(await readNoiseFloors({ ...FINGERPRINT, host: { ...host, name: 'renamed' } })).toHaveProperty(
      'knn',
    );
  });

  it.each(['', '{', '{"knn": {"interleaved": -1}}'])('count as none when damaged: %j', async (content) => {
    await keepNoiseFloor(FINGERPRINT, 'knn', floor);
    const [name = ''] = await readdir(join(cache, 'noise-floors'));
    await writeFile(join(cache, 'noise-floors', name), content);
    expect(await readNoiseFloors(FINGERPRINT)).toEqual({});
  });
});
