import type { IncomingHttpHeaders } from 'node:http';

/** Headers of one connection (RFC 9110, 7.6.1), and those that each side sets anew. */
const NOT_FORWARDED = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'expect',
  'host',
  'content-length',
  'x-request-id',
]);

/** The headers that a worker gets: the client's, with the request's id. The length is that of the body sent. */
export function requestHeaders(headers: IncomingHttpHeaders, id: string): Record<string, string | string[]> {
  const forwarded: Record<string, string | string[]> = {};
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined && !NOT_FORWARDED.has(name)) forwarded[name] = value;
  }
  const { connection } = headers;
  // Besides the usual words, the connection's own headers can be named there.
  if (connection !== undefined && connection !== 'keep-alive' && connection !== 'close') {
    for (const name of connection.split(',')) delete forwarded[name.trim().toLowerCase()];
  }
  forwarded['x-request-id'] = id;
  return forwarded;
}

/** The headers that the client gets: the worker's, with the request's id. */
export function answerHeaders(headers: IncomingHttpHeaders, id: string): Record<string, string | string[]> {
  const forwarded = requestHeaders(headers, id);
  const length = headers['content-length'];
  if (length !== undefined) forwarded['content-length'] = length;
  return forwarded;
}
