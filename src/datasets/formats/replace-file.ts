import { access, constants, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DataError, MlsError, UsageError } from '../../errors.js';

/** Lets `write` make a temporary file beside `path`, which takes its place only once it is complete. */
export async function replaceFile(path: string, write: (temporary: string) => Promise<void>): Promise<void> {
  await access(dirname(path), constants.W_OK).catch((cause: unknown) => {
    throw new UsageError(
      `expected to write into ${dirname(path)}; it is missing or not writable. Name another folder.`,
      {
        cause,
      },
    );
  });
  const temporary = `${path}.${process.pid}.partial`;
  try {
    await write(temporary);
    // Renamed before its content is on the disk, a file may come back empty after a power cut.
    const handle = await open(temporary, 'r+');
    await handle.sync().finally(() => handle.close());
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    if (error instanceof MlsError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new DataError(`expected to write ${path}; the system said: ${reason}.`, 'unwritable-file', {
      cause: error,
    });
  }
}
