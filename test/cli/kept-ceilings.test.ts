import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { keepCeilings, readCeilings } from '../../src/cli/kept-ceilings.js';
import { fingerprint } from '../../src/harness/fingerprint.js';
import type { Ceiling } from '../../src/results/ceilings.js';

const ceilings: readonly Ceiling[] = [
  { device: 'CPU', threads: 1, measuredBy: 'a', readGbps: 10, fp32Gflops: 100 },
  { device: 'GPU', threads: null, measuredBy: 'b', readGbps: 900, fp32Gflops: 5e4, int8Gops: 2e5 },
];

let cache: string;
beforeEach(async () => {
  cache = await mkdtemp(join(tmpdir(), 'mls-ceilings-'));
  vi.stubEnv('MLS_CACHE_DIR', cache);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(cache, { recursive: true });
});

describe('ceilings kept', () => {
  it('are there again for the same host, with the load they were measured at', async () => {
    const host = { ...(await fingerprint()), loadAverage: 3 };
    expect(await readCeilings(host)).toBeUndefined();
    await keepCeilings(host, ceilings);
    expect(await readCeilings({ ...host, loadAverage: 0 })).toEqual({ ceilings, loadAverage: 3 });
  });

  it('are those of this machine and version of mls only', async () => {
    const host = await fingerprint();
    await keepCeilings(host, ceilings);
    expect(await readCeilings({ ...host, host: { ...host.host, cores: 99 } })).toBeUndefined();
    expect(await readCeilings({ ...host, code: { ...host.code, mls: '99.0.0' } })).toBeUndefined();
    expect(await readCeilings({ ...host, host: { ...host.host, name: 'renamed' } })).toBeDefined();
  });

  it.each([
    '',
    '{',
    '{"ceilings": [{}], "loadAverage": 0}',
  ])('count as none when damaged: %j', async (content) => {
    const host = await fingerprint();
    await keepCeilings(host, ceilings);
    const [name = ''] = await readdir(join(cache, 'ceilings'));
    await writeFile(join(cache, 'ceilings', name), content);
    expect(await readCeilings(host)).toBeUndefined();
  });
});
