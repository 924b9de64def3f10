import type { IncomingMessage } from 'node:http';

const MOST_BYTES = 64 * 2 ** 20;

/**
 * Reads the rest of a body and throws it away, so that its client, which may read nothing before it has written all,
 * sees the answer and not a reset connection. Up to 64 MiB: then the connection is closed.
 */
export function discard(request: IncomingMessage): void {
  let bytes = 0;
  request.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) request.destroy();
  });
  request.resume();
}
