import { setTimeout as sleep } from 'node:timers/promises';
import type { WebClient } from '../../../datasets/sources/web-client.js';

/** Breaks in a row, without a byte between them, after which a download is given up. */
const MOST_BREAKS = 3;
const PAUSE_MS = 250;
const OK = 200;
const PARTIAL = 206;

/**
 * The bytes at `url`, of which the address says that they never change. Where the connection breaks it goes on from
 * there; a server that cannot has its first bytes again and they are passed over.
 */
export async function* resumedDownload(
  client: WebClient,
  url: string,
  bytes: number,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  let done = 0;
  let breaks = 0;
  for (;;) {
    try {
      const { statusCode, body } = await client.get(url, done, signal);
      if (statusCode !== OK && statusCode !== PARTIAL) {
        await body.dump();
        throw new RefusedError(`HTTP status ${statusCode} for ${url}`);
      }
      let skip = statusCode === PARTIAL ? 0 : done;
      for await (const chunk of body) {
        const fresh: Uint8Array = chunk.subarray(Math.min(skip, chunk.length));
        skip -= chunk.length - fresh.length;
        if (fresh.length === 0) continue;
        done += fresh.length;
        breaks = 0;
        yield fresh;
      }
      if (done >= bytes) return;
      throw new Error(`the connection ended after ${done} of ${bytes} bytes`);
    } catch (error) {
      signal.throwIfAborted();
      breaks += 1;
      if (error instanceof RefusedError || breaks >= MOST_BREAKS) throw error;
      await sleep(PAUSE_MS * breaks, undefined, { signal });
    }
  }
}

/** What asking again would not change. */
class RefusedError extends Error {}
