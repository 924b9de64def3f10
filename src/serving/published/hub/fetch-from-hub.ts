import { dirname, join } from 'node:path';
import { removeStalePartials } from '../../../datasets/atomic-file.js';
import { reasonOf } from '../../../datasets/catalogue/reason.js';
import { type Patience, type WebClient, webClient } from '../../../datasets/sources/web-client.js';
import { DataError } from '../../../errors.js';
import type { FetchPublishedTools } from '../fetch-published.js';
import { type HubFile, listRepository } from './hub-listing.js';
import { isKept, keepFile } from './kept-file.js';
import { resumedDownload } from './resumed-download.js';

export interface HubSet {
  /** `Xenova/opt-125m`. */
  readonly repository: string;
  /** Files that it must have. */
  readonly required: readonly string[];
  /** Files that are fetched where it has them, by their paths. */
  readonly optional: RegExp;
}

export interface FetchFromHubTools extends FetchPublishedTools {
  /** Without a slash at the end, the best first. */
  readonly endpoints: readonly string[];
  readonly patience?: Patience;
}

/**
 * Makes files of a repository local in `directory`, under their own paths, from the first endpoint that has them whole:
 * all of one commit, each kept if it is what the hub says of it. Graphs come last, so that where there is a graph there
 * is the rest.
 * @throws DataError `unreachable`, `checksum`, `cache-unwritable`; the signal's reason
 */
export async function fetchFromHub(set: HubSet, directory: string, tools: FetchFromHubTools): Promise<void> {
  const { endpoints, signal, patience } = tools;
  const failures: string[] = [];
  let cause: unknown;
  for (const endpoint of endpoints) {
    const client = await webClient(patience);
    try {
      await fetchAll(client, endpoint, set, directory, tools);
      return;
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof DataError && error.code === 'cache-unwritable') throw error;
      failures.push(`${new URL(endpoint).host}: ${reasonOf(error)}`);
      cause = error;
    } finally {
      await client.close();
    }
  }
  throw new DataError(
    `could not fetch ${set.repository} - ${failures.join('; ')}. Its files belong in ${directory} (MLS_CACHE_DIR moves ` +
      'the cache; HF_ENDPOINT names a mirror); to serve without them: --model default',
    'unreachable',
    { cause },
  );
}

async function fetchAll(
  client: WebClient,
  endpoint: string,
  { repository, required, optional }: HubSet,
  directory: string,
  { signal, progress }: FetchFromHubTools,
): Promise<void> {
  const { commit, files } = await listRepository(client, endpoint, repository, signal);
  for (const path of required) {
    if (!files.some((file) => file.path === path)) throw new Error(`${repository} has no ${path}`);
  }
  const wanted = files.filter(({ path }) => required.includes(path) || optional.test(path));
  const missing: HubFile[] = [];
  for (const file of wanted)
    if (!(await isKept(join(directory, file.path), file, signal))) missing.push(file);
  missing.sort((a, b) => Number(a.path.endsWith('.onnx')) - Number(b.path.endsWith('.onnx')));
  const totalBytes = missing.reduce((sum, { bytes }) => sum + bytes, 0);
  let doneBytes = 0;
  const onBytes = (bytes: number): void => {
    doneBytes += bytes;
    progress(`fetching ${repository}`, doneBytes, totalBytes);
  };
  onBytes(0);
  for (const file of missing) {
    const path = join(directory, file.path);
    await removeStalePartials(dirname(path));
    const url = `${endpoint}/${repository}/resolve/${commit}/${file.path}`;
    await keepFile(path, file, resumedDownload(client, url, file.bytes, signal), onBytes, signal);
  }
}
