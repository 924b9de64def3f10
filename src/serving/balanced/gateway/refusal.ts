import type { ServerResponse } from 'node:http';
import { FAILURES, type FailureCode, failureBody, failureHeaders } from '../../http/failures.js';

interface More {
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** For people, where more is known than the code says. */
  readonly error?: string | undefined;
}

/** Answers in place of a worker, as a worker would; returns the status. */
export function refuse(
  response: ServerResponse,
  code: FailureCode,
  id: string,
  { headers, error }: More = {},
): number {
  const { status } = FAILURES[code];
  const text = JSON.stringify(failureBody(code, id, error));
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
