import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { create } from 'tar';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { reasonOf } from '../../../src/datasets/catalogue/reason.js';
import { debianPackage } from '../../../src/datasets/sources/debian-package.js';
import { BASE } from '../small-entry.js';
import { collector } from './collect.js';

const WANTED = [{ name: 'a' }];
const never = new AbortController().signal;

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'mls-debian-'));
  // Where scratch files go, so that what is left of them can be seen.
  await mkdir(join(directory, 'tmp'));
  await mkdir(join(directory, 'bin'));
  vi.stubEnv('TMPDIR', join(directory, 'tmp'));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(directory, { recursive: true, force: true });
});

async function program(name: string, script: string): Promise<void> {
  await writeFile(join(directory, 'bin', name), `#!/bin/sh\n${script}\n`);
  await chmod(join(directory, 'bin', name), 0o755);
}

describe.skipIf(process.platform === 'win32')('debianPackage', () => {
  it('reads the files of a package that is installed', async () => {
    await writeFile(join(directory, 'a.gz'), gzipSync(BASE));
    const { got, deliver } = collector();
    await debianPackage({ name: 'pixels', folder: directory }).fetch(WANTED, deliver, never);
    expect(got.get('a')?.equals(BASE)).toBe(true);
  });

  async function packageOnMirror(unpack: (tar: string) => string): Promise<void> {
    const inside = join(directory, 'root', 'usr', 'share', 'pixels', 'a.gz');
    await mkdir(dirname(inside), { recursive: true });
    await writeFile(inside, gzipSync(BASE));
    const tar = join(directory, 'pixels.tar');
    await create({ cwd: join(directory, 'root'), file: tar, prefix: '.' }, ['usr']);
    await program('apt-get', 'for last; do :; done; echo archive > "$last"_1.0_all.deb');
    await program('dpkg-deb', `test "$1" = --fsys-tarfile && test -s "$2" || exit 3; ${unpack(tar)}`);
    vi.stubEnv('PATH', `${directory}/bin:${process.env.PATH}`);
  }
  const pixels = debianPackage({ name: 'pixels', folder: '/usr/share/pixels' });

  it('has apt fetch a package that is not, and unpacks it without installing', async () => {
    await packageOnMirror((tar) => `cat '${tar}'`);
    const { got, deliver } = collector();
    await pixels.fetch(WANTED, deliver, never);
    expect(got.get('a')?.equals(BASE)).toBe(true);
    expect(await readdir(join(directory, 'tmp'))).toEqual([]);
  });

  it('rejects when the package does not unpack', async () => {
    await packageOnMirror((tar) => `head -c 2000 '${tar}'; echo "error: unexpected end of file" >&2; exit 2`);
    const failed = pixels.fetch(WANTED, collector().deliver, never);
    expect(await failed.catch(reasonOf)).toBe('error: unexpected end of file');
    expect(await readdir(join(directory, 'tmp'))).toEqual([]);
  });

  it('stops unpacking when what takes the files refuses', async () => {
    await packageOnMirror((tar) => `cat '${tar}'; exec sleep 600`);
    const refuse = async () => {
      throw new Error('the disk is full');
    };
    await expect(pixels.fetch(WANTED, refuse, never)).rejects.toThrow('the disk is full');
    expect(await readdir(join(directory, 'tmp'))).toEqual([]);
  });

  it('says what apt says', async () => {
    await program('apt-get', 'echo "W: noise" >&2; echo "E: Unable to locate package pixels" >&2; exit 100');
    vi.stubEnv('PATH', `${directory}/bin:${process.env.PATH}`);
    const failed = debianPackage({ name: 'pixels', folder: '/none' }).fetch(
      WANTED,
      collector().deliver,
      never,
    );
    expect(await failed.catch(reasonOf)).toBe('E: Unable to locate package pixels');
    expect(await readdir(join(directory, 'tmp'))).toEqual([]);
  });

  it('says that there is no apt', async () => {
    vi.stubEnv('PATH', join(directory, 'bin'));
    const failed = debianPackage({ name: 'pixels', folder: '/none' }).fetch(
      WANTED,
      collector().deliver,
      never,
    );
    expect(await failed.catch(reasonOf)).toBe('apt-get is not installed');
  });
});
