import { randomBytes } from 'node:crypto';
import { describe, expect, it, onTestFinished } from 'vitest';
import { npmTarball } from '../../../src/datasets/sources/npm-tarball.js';
import type { Deliver } from '../../../src/datasets/sources/source.js';
import { loopback } from '../loopback.js';
import { collector } from './collect.js';
import { integrityOf, packed, registryServer } from './registry-server.js';

const FILES = {
  'package.json': Buffer.from('{"name":"pixels","version":"1.0.0"}'),
  'data/a': randomBytes(300_000),
  'data/b': Buffer.from('b'),
  'data/other': randomBytes(100_000),
};
const WANTED = [{ name: 'a' }, { name: 'b' }];
const never = new AbortController().signal;

async function source(tarball: Buffer, sent = tarball, integrity = integrityOf(tarball)) {
  const registry = await registryServer(tarball, sent);
  onTestFinished(registry.close);
  const settings = { registry: registry.url };
  return {
    registry,
    pixels: npmTarball({ spec: 'pixels@1.0.0', integrity, folder: 'package/data/', settings }),
  };
}

describe('npmTarball', () => {
  it('delivers the files asked for and no other', async () => {
    const { pixels } = await source(await packed(FILES));
    const { got, deliver } = collector();
    await pixels.fetch(WANTED, deliver, never);
    expect([...got.keys()].sort()).toEqual(['a', 'b']);
    expect(got.get('a')?.equals(FILES['data/a'])).toBe(true);
    expect(got.get('b')?.toString()).toBe('b');
  });

  it('names the package and the exact version', async () => {
    const { pixels } = await source(await packed(FILES));
    expect(pixels.label).toBe('npm package pixels@1.0.0');
  });

  it('refuses a tarball other than the pinned one', async () => {
    const tarball = await packed(FILES);
    const { pixels } = await source(tarball, await packed({ ...FILES, 'data/a': randomBytes(300_000) }));
    await expect(pixels.fetch(WANTED, collector().deliver, never)).rejects.toMatchObject({
      code: 'EINTEGRITY',
    });
  });

  it('refuses a package whose published integrity is not the pinned one', async () => {
    const tarball = await packed(FILES);
    const { pixels } = await source(tarball, tarball, integrityOf(Buffer.from('pinned')));
    await expect(pixels.fetch(WANTED, collector().deliver, never)).rejects.toMatchObject({
      code: 'EINTEGRITY',
    });
  });

  it('refuses a tarball cut short', async () => {
    const tarball = await packed(FILES);
    const { pixels } = await source(tarball, tarball.subarray(0, tarball.length >> 1));
    await expect(pixels.fetch(WANTED, collector().deliver, never)).rejects.toThrow();
  });

  it('rejects when the registry does not have the package', async () => {
    const { registry } = await source(await packed(FILES));
    const other = npmTarball({
      spec: 'voxels@1.0.0',
      integrity: integrityOf(Buffer.alloc(0)),
      folder: 'package/',
      settings: { registry: registry.url },
    });
    await expect(other.fetch(WANTED, collector().deliver, never)).rejects.toThrow('404 Not Found');
  });

  it('gives up a registry that accepts and never answers', async () => {
    const registry = await loopback(() => {});
    onTestFinished(registry.close);
    const silent = npmTarball({
      spec: 'pixels@1.0.0',
      integrity: integrityOf(Buffer.alloc(0)),
      folder: 'package/',
      settings: { registry: registry.url },
      patienceMs: 200,
    });
    await expect(silent.fetch(WANTED, collector().deliver, never)).rejects.toThrow('no answer within 0.2 s');
  });

  it('hands on the failure of what takes the files, without reading on', async () => {
    const { pixels } = await source(await packed(FILES));
    const refuse = async () => {
      throw new Error('the disk is full');
    };
    await expect(pixels.fetch(WANTED, refuse, never)).rejects.toThrow('the disk is full');
  });

  it('stops when aborted', async () => {
    const { pixels } = await source(await packed(FILES));
    const controller = new AbortController();
    let over = false;
    const hold: Deliver = async (_, content) => {
      controller.abort(new Error('stopped'));
      try {
        for await (const _chunk of content);
        await new Promise((resolve) => setTimeout(resolve, 20));
      } finally {
        over = true;
      }
    };
    await expect(pixels.fetch(WANTED, hold, controller.signal)).rejects.toThrow(/stopped|aborted/);
    expect(over).toBe(true);
  });
});
