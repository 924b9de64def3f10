import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EXIT, MlsError } from '../../errors.js';
import { combinationOf, MODEL_ZOO } from './model-zoo.js';
import { type ProfileRecord, parseProfile } from './profile-csv.js';

/** Records by combination, such as `resnet50_bert`. */
export type Profiles = ReadonlyMap<string, readonly ProfileRecord[]>;

/** Every pair of different models, in the order of ids. */
export const PAIRS: readonly string[] = MODEL_ZOO.flatMap(({ id }) =>
  MODEL_ZOO.slice(id + 1).map((other) => combinationOf([id, other.id])),
);

/**
 * Reads the profiles of pairs in a folder, one file for each.
 * @throws MlsError `unavailable` where there is none; DataError for one that is damaged
 */
export async function readProfiles(directory: string): Promise<Profiles> {
  const names = await readdir(directory).catch((cause: unknown) => {
    throw missing(directory, 'no such folder', cause);
  });
  const pairs = PAIRS.filter((pair) => names.includes(`${pair}.csv`));
  if (pairs.length === 0) throw missing(directory, 'none of these files');
  const profiles = new Map<string, ProfileRecord[]>();
  for (const pair of pairs) {
    const path = join(directory, `${pair}.csv`);
    profiles.set(pair, parseProfile(await readFile(path, 'utf8'), path));
  }
  return profiles;
}

function missing(directory: string, got: string, cause?: unknown): MlsError {
  return new MlsError(
    `expected the profiles of pairs of Abacus in ${directory}, such as resnet50_bert.csv (data/profile/A100/2in7 ` +
      `of github.com/Raphael-Hao/Abacus, tag v0.1); got ${got}; name their folder with --profiles`,
    'unavailable',
    EXIT.unavailable,
    { cause },
  );
}
