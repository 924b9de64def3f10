import { createReadStream } from 'node:fs';
import { access, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import { execa } from 'execa';
import { gunzipped } from './gunzipped.js';
import type { Source, WantedFile } from './source.js';
import { eachTarEntry } from './tar-entries.js';

export interface DebianPackageOptions {
  readonly name: string;
  /** The folder in which the package puts the files as `NAME.gz`. */
  readonly folder: string;
}

/**
 * Files compressed by gzip that a Debian package installs. Where it is not installed, apt fetches it from the mirror
 * it is configured for, without installing it, which needs no rights.
 */
export function debianPackage({ name, folder }: DebianPackageOptions): Source {
  const path = (file: WantedFile) => posix.join(folder, `${file.name}.gz`);
  return {
    label: `Debian package ${name}`,
    async fetch(wanted, deliver, signal) {
      if (await allExist(wanted.map(path))) {
        for (const file of wanted) await deliver(file, gunzipped(createReadStream(path(file)), signal));
        return;
      }
      const directory = await mkdtemp(join(tmpdir(), 'mls-'));
      try {
        const archive = await download(name, directory, signal);
        const unpacking = execa('dpkg-deb', ['--fsys-tarfile', archive], {
          cwd: directory,
          cancelSignal: signal,
          buffer: false,
        });
        const unpacked = eachTarEntry(
          unpacking.stdout,
          (entry) => wanted.some((file) => entry === `.${path(file)}`),
          (entry, content) => deliver({ name: posix.basename(entry, '.gz') }, gunzipped(content, signal)),
          signal,
        );
        // Nobody reads what it still has to say.
        unpacked.catch(() => unpacking.kill());
        await settled([unpacked, unpacking]);
      } finally {
        await rm(directory, { recursive: true, force: true });
      }
    },
  };
}

/** Rejects like `Promise.all`, but only once all are over. */
async function settled(promises: readonly PromiseLike<unknown>[]): Promise<void> {
  await Promise.allSettled(promises);
  await Promise.all(promises);
}

/** Without waiting long for a network that is not there. */
async function download(name: string, directory: string, signal: AbortSignal): Promise<string> {
  const patience = ['-o', 'Acquire::http::Timeout=15', '-o', 'Acquire::Retries=0'];
  await execa('apt-get', [...patience, 'download', name], { cwd: directory, cancelSignal: signal });
  const archive = (await readdir(directory)).find((file) => file.endsWith('.deb'));
  if (archive === undefined) throw new Error('apt-get downloaded nothing');
  return archive;
}

async function allExist(paths: readonly string[]): Promise<boolean> {
  const found = await Promise.allSettled(paths.map((path) => access(path)));
  return found.every(({ status }) => status === 'fulfilled');
}
