import type { Dataset, File } from 'h5wasm/node';
import { DamagedFileError } from './damage.js';
import { DataFile } from './data-file.js';

export type { Dataset as Hdf5Dataset, File as Hdf5File };

/** Loads HDF5. Its errors are thrown: left alone it prints a stack to stderr and carries on with a broken handle. */
export async function loadHdf5() {
  const library = await import('h5wasm/node');
  const module = await library.ready;
  module.activate_throwing_error_handler();
  return library;
}

/** The innermost line of an HDF5 error stack: the one that says what happened. */
function innermost(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const reasons = [...text.matchAll(/#\d+: .*? in \w+\(\): (.*)/g)];
  return reasons.at(-1)?.[1] ?? text.split('\n', 1)[0] ?? '';
}

/** What HDF5 threw, in one line. */
export function hdf5Damage(path: string, what: string, error: unknown): DamagedFileError {
  const reason = innermost(error);
  const truncated = /truncated file: eof = (\d+), .*stored_eof = (\d+)/.exec(reason);
  return new DamagedFileError(
    truncated
      ? {
          path,
          offset: Number(truncated[1]),
          expected: `${truncated[2]} bytes, as the superblock says`,
          got: 'the end of the file',
          mend: 'The file is truncated: fetch it again.',
        }
      : { path, expected: what, got: reason, mend: 'The file is damaged: fetch it again.' },
    { cause: error },
  );
}

/** Opens an HDF5 file for reading, together with the plain file that its identity is taken from. */
export async function openHdf5File(path: string): Promise<{ readonly plain: DataFile; readonly file: File }> {
  const plain = await DataFile.open(path);
  try {
    const library = await loadHdf5();
    return { plain, file: new library.File(path, 'r') };
  } catch (error) {
    await plain.close();
    throw hdf5Damage(path, 'an HDF5 file', error);
  }
}
