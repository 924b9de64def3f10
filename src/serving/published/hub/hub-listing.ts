import { z } from 'zod';
import type { WebClient } from '../../../datasets/sources/web-client.js';

/** A file of a repository. `sha256` is of its content; files that are kept in git itself have git's own sum instead. */
export interface HubFile {
  readonly path: string;
  readonly bytes: number;
  readonly digest: { readonly kind: 'sha256' | 'git-blob'; readonly hex: string };
}

export interface HubListing {
  /** What `main` is now: all files are fetched as they are there. */
  readonly commit: string;
  readonly files: readonly HubFile[];
}

const LISTING = z.object({
  sha: z.string(),
  siblings: z.array(
    z.object({
      rfilename: z.string(),
      size: z.number(),
      blobId: z.string(),
      lfs: z.object({ sha256: z.string(), size: z.number() }).nullish(),
    }),
  ),
});

/** Asks a hub for what a repository holds. @throws Error when it does not answer, or with something else */
export async function listRepository(
  client: WebClient,
  endpoint: string,
  repository: string,
  signal: AbortSignal,
): Promise<HubListing> {
  const url = `${endpoint}/api/models/${repository}/revision/main?blobs=true`;
  const { statusCode, body } = await client.get(url, 0, signal);
  const text = await body.text();
  if (statusCode !== 200) throw new Error(`HTTP status ${statusCode} for ${repository}`);
  const parsed = LISTING.safeParse(JSON.parse(text));
  if (!parsed.success) throw new Error('its answer is no list of files');
  const { sha, siblings } = parsed.data;
  return {
    commit: sha,
    files: siblings.map(({ rfilename, size, blobId, lfs }) => ({
      path: rfilename,
      bytes: lfs?.size ?? size,
      digest: lfs ? { kind: 'sha256', hex: lfs.sha256 } : { kind: 'git-blob', hex: blobId },
    })),
  };
}
