import type { IncomingMessage } from 'node:http';

/** A body longer than the limit is read and thrown away up to so many times the limit, so that the client sees 413. */
const THROWN_AWAY = 64;

/**
 * Reads a request's body, and calls `done` once with it, or with `too-large`; never, if the client leaves before. It is
 * held whole, which the limit permits: a body that streamed through could not be sent again when a worker crashes, and a
 * slow client would hold a worker.
 */
export function readBody(
  request: IncomingMessage,
  limitBytes: number,
  done: (body: Buffer | 'too-large') => void,
): void {
  let chunks: Buffer[] = [];
  let bytes = 0;
  let tooLarge = Number(request.headers['content-length'] ?? 0) > limitBytes;
  if (tooLarge) done('too-large');
  request.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > limitBytes && !tooLarge) {
      tooLarge = true;
      chunks = [];
      done('too-large');
    }
    if (!tooLarge) chunks.push(chunk);
    else if (bytes > limitBytes * THROWN_AWAY) request.destroy();
  });
  request.on('end', () => {
    const [first] = chunks;
    if (!tooLarge) done(chunks.length === 1 && first !== undefined ? first : Buffer.concat(chunks));
  });
}
