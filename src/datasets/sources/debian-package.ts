import { createReadStream } from 'node:fs';
import { access, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import type { Readable } from 'node:stream';
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
        const content = contentOf(join(directory, await download(name, directory, signal)), signal);
        try {
          await eachTarEntry(
            content,
            (entry) => wanted.some((file) => entry === `.${path(file)}`),
            (entry, compressed) =>
              deliver({ name: posix.basename(entry, '.gz') }, gunzipped(compressed, signal)),
            signal,
          );
        } finally {
          content.destroy();
        }
      } finally {
        await rm(directory, { recursive: true, force: true });
      }
    },
  };
}

/** Without waiting long for a network that is not there. */
async function download(name: string, directory: string, signal: AbortSignal): Promise<string> {
  const patience = ['-o', 'Acquire::http::Timeout=15', '-o', 'Acquire::Retries=0'];
  await execa('apt-get', [...patience, 'download', name], { cwd: directory, cancelSignal: signal });
  const archive = (await readdir(directory)).find((file) => file.endsWith('.deb'));
  if (archive === undefined) throw new Error('apt-get downloaded nothing');
  return archive;
}

/** The tar archive inside a Debian package. It fails where unpacking does, and stops it when destroyed. */
function contentOf(archive: string, signal: AbortSignal): Readable {
  const unpacking = execa('dpkg-deb', ['--fsys-tarfile', archive], {
    cancelSignal: signal,
    buffer: { stdout: false },
  });
  // Its own `stdout` flows from the next turn on, whether read or not, and loses what nobody reads.
  const content = unpacking.readable();
  // Whoever reads hears of it; nobody else has to.
  unpacking.catch(() => {});
  content.on('error', () => {});
  content.on('close', () => unpacking.kill());
  return content;
}

async function allExist(paths: readonly string[]): Promise<boolean> {
  const found = await Promise.allSettled(paths.map((path) => access(path)));
  return found.every(({ status }) => status === 'fulfilled');
}
