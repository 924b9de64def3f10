import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheDirectory } from '../../datasets/cache-directory.js';
import { EXIT, MlsError } from '../../errors.js';

/**
 * A file or folder that a flag names: from here, or from the data that is kept between runs.
 * @throws MlsError `unavailable` where it is in neither place
 */
export async function keptFile(flag: string, path: string): Promise<string> {
  const kept = join(cacheDirectory(), path);
  for (const place of [path, kept]) {
    try {
      await access(place);
      return place;
    } catch {
      // Then the next place, and in the end the message.
    }
  }
  throw new MlsError(
    `expected ${flag} to be there; got "${path}", which is neither here nor at ${kept}: put it into one of the two`,
    'unavailable',
    EXIT.unavailable,
  );
}

/** Makes something when it is first asked for, and never again. */
export function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
