import type { ServerResponse } from 'node:http';

/** Why the gateway itself, and not a worker, answers. */
export type Refusal =
  | 'no-such-path'
  | 'wrong-method'
  | 'request-too-slow'
  | 'body-too-large'
  | 'worker-failed'
  | 'no-worker-ready'
  | 'queues-full'
  | 'draining'
  | 'timeout';

interface RefusalAnswer {
  readonly status: number;
  readonly error: string;
  readonly retryAfterS?: number;
  /** The connection cannot be used again. */
  readonly close?: boolean;
}

const ANSWERS: Readonly<Record<Refusal, RefusalAnswer>> = {
  'no-such-path': { status: 404, error: 'expected POST /rag, or GET /healthz, /readyz or /metrics' },
  'wrong-method': { status: 405, error: 'expected POST /rag, or GET of another path' },
  'request-too-slow': { status: 408, error: 'the request did not arrive in time', close: true },
  'body-too-large': { status: 413, error: 'the body is larger than this server accepts' },
  'worker-failed': { status: 502, error: 'workers failed while they answered; try again' },
  'no-worker-ready': { status: 503, error: 'no worker is ready; try again later', retryAfterS: 5 },
  'queues-full': {
    status: 503,
    error: 'the queues of all workers are full; try again later',
    retryAfterS: 1,
  },
  draining: { status: 503, error: 'the server is about to stop; try again', retryAfterS: 5, close: true },
  timeout: { status: 504, error: 'no worker answered in time' },
};

/** Answers `{"error": "...", "code": "..."}` with the status that the reason has, and returns that. */
export function refuse(response: ServerResponse, reason: Refusal, id: string): number {
  const { status, error, retryAfterS, close } = ANSWERS[reason];
  const text = JSON.stringify({ error, code: reason });
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    'x-request-id': id,
    ...(retryAfterS !== undefined && { 'retry-after': String(retryAfterS) }),
    ...(close && { connection: 'close' }),
  });
  response.end(text);
  return status;
}
