import { createRequire } from 'node:module';
import os from 'node:os';
import { describe, expect, it } from 'vitest';

import { fingerprint } from '../../src/harness/fingerprint.js';

const manifest = createRequire(import.meta.url)('../../package.json');

describe('fingerprint', () => {
  it('says which host, versions and code', async () => {
    const { host, versions, code, loadAverage } = await fingerprint();
    expect(host).toMatchObject({ name: os.hostname(), arch: os.arch(), memoryBytes: os.totalmem() });
    expect(host.cores).toBeGreaterThan(0);
    expect(versions.node).toBe(process.versions.node);
    expect(versions['@tensorflow/tfjs-core']).toBe(manifest.dependencies['@tensorflow/tfjs-core']);
    expect(code.mls).toBe(manifest.version);
    expect(code.commit ?? '0'.repeat(40)).toMatch(/^[0-9a-f]{40}(-dirty)?$/);
    expect(loadAverage).toBeGreaterThanOrEqual(0);
  });

  it('is the same each time, but for what else the host does', async () => {
    const { loadAverage: _, ...first } = await fingerprint();
    const { loadAverage: __, ...second } = await fingerprint();
    expect(second).toEqual(first);
  });
});
