import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'mls-npm-'));
  // Settings are asked for once for the process.
  vi.resetModules();
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(directory, { recursive: true, force: true });
});

async function settings() {
  const { npmSettings } = await import('../../../src/datasets/sources/npm-settings.js');
  return npmSettings();
}

async function npmThatSays(config: Record<string, unknown>): Promise<void> {
  const script = `#!/bin/sh\ntest "$*" = "config list --json" || exit 1\ncat <<'END'\n${JSON.stringify(config)}\nEND\n`;
  await writeFile(join(directory, 'npm'), script);
  await chmod(join(directory, 'npm'), 0o755);
  vi.stubEnv('PATH', `${directory}:${process.env.PATH}`);
}

describe.skipIf(process.platform === 'win32')('npmSettings', () => {
  it('are those of npm', async () => {
    await writeFile(join(directory, 'ca.pem'), 'CERTIFICATE');
    await npmThatSays({
      registry: 'https://registry.example/',
      cafile: join(directory, 'ca.pem'),
      'strict-ssl': false,
      'https-proxy': 'http://proxy.example:8080',
      noproxy: ['a.example', 'b.example'],
    });
    expect(await settings()).toEqual({
      registry: 'https://registry.example/',
      ca: 'CERTIFICATE',
      strictSSL: false,
      httpsProxy: 'http://proxy.example:8080',
      noProxy: 'a.example,b.example',
    });
  });

  it('leave to the library what npm leaves open', async () => {
    const open = { cafile: null, 'strict-ssl': true, 'https-proxy': null, proxy: null, noproxy: [''] };
    await npmThatSays({ registry: 'https://registry.example/', ...open });
    expect(await settings()).toEqual({ registry: 'https://registry.example/' });
  });

  it('come from the environment where there is no npm', async () => {
    vi.stubEnv('PATH', directory);
    vi.stubEnv('npm_config_registry', 'https://environment.example/');
    vi.stubEnv('npm_config_https_proxy', 'http://proxy.example');
    expect(await settings()).toMatchObject({
      registry: 'https://environment.example/',
      httpsProxy: 'http://proxy.example',
    });
  });
});
