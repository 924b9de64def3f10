interface Failure {
  readonly status: number;
  /** For people, where nothing more exact is known. */
  readonly error: string;
  readonly retryAfterS?: number;
  /** The connection cannot be used again. */
  readonly close?: boolean;
}

/** Every way in which a request is not answered as asked: a name for programs, the status, and words for people. */
export const FAILURES = {
  'bad-request': { status: 400, error: 'expected an HTTP request' },
  'no-such-path': { status: 404, error: 'expected POST /rag, or GET /healthz, /readyz or /metrics' },
  'wrong-method': { status: 405, error: 'expected POST /rag, or GET of another path' },
  'request-too-slow': { status: 408, error: 'the request did not arrive in time', close: true },
  'body-too-large': { status: 413, error: 'the body is larger than this server accepts' },
  'wrong-content-type': { status: 415, error: 'expected content-type application/json' },
  'headers-too-large': { status: 431, error: 'the headers are larger than this server accepts', close: true },
  // nginx's status for a client that closed its connection: nobody reads it, metrics count it.
  'client-left': { status: 499, error: 'the client left' },
  internal: { status: 500, error: 'the server failed' },
  'worker-failed': { status: 503, error: 'workers failed while they answered; try again', retryAfterS: 1 },
  'no-worker-ready': { status: 503, error: 'no worker is ready; try again later', retryAfterS: 5 },
  'queue-full': { status: 503, error: 'the queue is full; try again later', retryAfterS: 1 },
  'not-in-time': {
    status: 503,
    error: 'no worker would have answered within the latency that is promised; try again later',
    retryAfterS: 1,
  },
  draining: { status: 503, error: 'the server is about to stop; try again', retryAfterS: 5, close: true },
  timeout: { status: 504, error: 'the request was not answered in time' },
} as const satisfies Readonly<Record<string, Failure>>;

export type FailureCode = keyof typeof FAILURES;

/** Body of every answer that is a failure, whoever gives it. */
export interface FailureBody {
  readonly error: string;
  readonly code: FailureCode;
  readonly requestId: string;
}

export function failureBody(
  code: FailureCode,
  requestId: string,
  error: string = FAILURES[code].error,
): FailureBody {
  return { error: error.replaceAll(/\s*\n\s*/g, ' '), code, requestId };
}

/** Headers that belong to a failure: when to try again, and whether over another connection. */
export function failureHeaders(code: FailureCode): Record<string, string> {
  const { retryAfterS, close }: Failure = FAILURES[code];
  return {
    ...(retryAfterS !== undefined && { 'retry-after': String(retryAfterS) }),
    ...(close && { connection: 'close' }),
  };
}
