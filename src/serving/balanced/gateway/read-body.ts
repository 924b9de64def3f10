import type { IncomingMessage } from 'node:http';
import { discard } from '../../http/discard.js';

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
  if (Number(request.headers['content-length'] ?? 0) > limitBytes) {
    discard(request);
    done('too-large');
    return;
  }
  const chunks: Buffer[] = [];
  let bytes = 0;
  const onData = (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes <= limitBytes) {
      chunks.push(chunk);
      return;
    }
    request.off('data', onData);
    request.off('end', onEnd);
    discard(request);
    done('too-large');
  };
  const onEnd = () => {
    const [first] = chunks;
    done(chunks.length === 1 && first !== undefined ? first : Buffer.concat(chunks));
  };
  request.on('data', onData);
  request.on('end', onEnd);
}
