import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { onTestFinished } from 'vitest';
import { type Loopback, loopback } from '../../../datasets/loopback.js';

export const COMMIT = 'c0ffee00';
/** Of what stands for a large file in git. */
const POINTER_BYTES = 130;

export interface FakeFile {
  readonly content: Buffer;
  /** Kept in git itself, and so named by git's own sum. */
  readonly inGit?: boolean;
}

export interface FakeHub extends Loopback {
  /** Ranges asked for, with the paths of the files. */
  readonly ranges: string[];
}

/**
 * A hub of repositories. Files lie elsewhere, where a redirect leads.
 * @param send says the answer to a request for a file; without it, what the range asks for
 */
export async function fakeHub(
  repositories: Readonly<Record<string, Readonly<Record<string, FakeFile>>>>,
  send: (response: ServerResponse, content: Buffer, from: number) => void = sendFrom,
): Promise<FakeHub> {
  const ranges: string[] = [];
  const server = await loopback((path, response, request) => {
    const [, listed] = /^\/api\/models\/(.+)\/revision\/main\?blobs=true$/.exec(path) ?? [];
    const listing = listed === undefined ? undefined : repositories[listed];
    const [, repository = '', name = ''] = /^\/elsewhere\/([^/]+\/[^/]+)\/(.+)$/.exec(path) ?? [];
    const file = repositories[repository]?.[name];
    if (listing !== undefined) {
      response.end(JSON.stringify({ id: listed, sha: COMMIT, siblings: siblingsOf(listing) }));
    } else if (path.includes(`/resolve/${COMMIT}/`)) {
      response.writeHead(302, { location: `/elsewhere${path.replace(`/resolve/${COMMIT}/`, '/')}` }).end();
    } else if (file === undefined) response.writeHead(404).end();
    else {
      const { range } = request.headers;
      if (range !== undefined) ranges.push(`${name} ${range}`);
      send(response, file.content, Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0));
    }
  });
  onTestFinished(server.close);
  return { ...server, ranges };
}

function siblingsOf(files: Readonly<Record<string, FakeFile>>): object[] {
  return Object.entries(files).map(([rfilename, { content, inGit }]) => ({
    rfilename,
    size: inGit ? content.length : POINTER_BYTES,
    blobId: createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex'),
    ...(!inGit && {
      lfs: {
        sha256: createHash('sha256').update(content).digest('hex'),
        size: content.length,
        pointerSize: POINTER_BYTES,
      },
    }),
  }));
}

export function sendFrom(response: ServerResponse, content: Buffer, from: number): void {
  if (from === 0) response.end(content);
  else {
    response.writeHead(206, { 'content-range': `bytes ${from}-${content.length - 1}/${content.length}` });
    response.end(content.subarray(from));
  }
}
