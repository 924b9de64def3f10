import { randomUUID } from 'node:crypto';
import { ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { FAILURES, type FailureCode, failureBody } from './failures.js';

/**
 * For the event `clientError` of node:http: what came is no HTTP request, or did not come in time. Answers on the bare
 * connection, as long as no other answer has begun there, and ends it.
 */
export function answerClientError(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (!socket.writable || error.code === 'ECONNRESET' || hasBegun(socket)) {
    socket.destroy();
    return;
  }
  const code = codeOf(error);
  const { status } = FAILURES[code];
  const body = JSON.stringify(failureBody(code, randomUUID()));
  socket.end(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
      'content-type: application/json; charset=utf-8',
      `content-length: ${Buffer.byteLength(body)}`,
      'connection: close',
      '',
      body,
    ].join('\r\n'),
    () => socket.destroy(),
  );
}

function codeOf({ code }: NodeJS.ErrnoException): FailureCode {
  if (code === 'HPE_HEADER_OVERFLOW') return 'headers-too-large';
  return code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 'request-too-slow' : 'bad-request';
}

/** The answer that node:http writes on the connection now, which it keeps in a member without a type. */
function hasBegun(socket: Duplex): boolean {
  const current: unknown = Reflect.get(socket, '_httpMessage');
  return current instanceof ServerResponse && current.headersSent;
}
