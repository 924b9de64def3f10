import type { ServerResponse } from 'node:http';
import { FAILURES, type FailureCode, failureBody, failureHeaders } from '../../http/failures.js';

/** Answers in place of a worker, as a worker would; returns the status. */
export function refuse(
  response: ServerResponse,
  code: FailureCode,
  id: string,
  headers: Readonly<Record<string, string>> = {},
): number {
  const { status } = FAILURES[code];
  const text = JSON.stringify(failureBody(code, id));
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    'x-request-id': id,
    ...failureHeaders(code),
    ...headers,
  });
  response.end(text);
  return status;
}
