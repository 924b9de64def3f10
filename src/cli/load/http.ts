import { validateHeaderName, validateHeaderValue } from 'node:http';
import { connect } from 'node:net';
import { EXIT, MlsError, UsageError } from '../../errors.js';
import type { RequestSpec } from '../../load/generator/protocol.js';
import { parseDurationMs, parsePositiveInteger } from '../../parse/quantities.js';
import { readBodies } from './bodies.js';

export interface HttpFlags {
  readonly method?: string | undefined;
  readonly header?: readonly string[] | undefined;
  readonly body?: string | undefined;
  readonly timeout: string;
  readonly connections?: string | undefined;
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
const CONNECT_MS = 5000;

/** @throws UsageError */
export async function requestSpec(url: string, flags: HttpFlags): Promise<RequestSpec> {
  const body = flags.body === undefined ? undefined : await readBodies(flags.body);
  const method = (flags.method ?? (body === undefined ? 'GET' : 'POST')).toUpperCase();
  if (!METHODS.includes(method)) {
    throw new UsageError(`expected --method to be one of ${METHODS.join(', ')}; got "${flags.method}"`);
  }
  const given = Object.fromEntries((flags.header ?? []).map(parseHeader));
  const names = Object.keys(given).map((name) => name.toLowerCase());
  return {
    url: parseUrl(url).href,
    method,
    headers: {
      ...(!names.includes('user-agent') && { 'user-agent': 'mls-load' }),
      ...(body !== undefined && !names.includes('content-type') && { 'content-type': body.contentType }),
      ...given,
    },
    bodies: body?.bodies ?? [],
    timeoutMs: parseDurationMs('--timeout', flags.timeout),
    connections:
      flags.connections === undefined ? null : parsePositiveInteger('--connections', flags.connections),
  };
}

function parseUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url !== undefined && /^https?:$/.test(url.protocol) && url.hostname !== '') return url;
  throw new UsageError(
    `expected a URL such as http://localhost:8000/rag, or the word null for a server of our own that answers at once; got "${text}"`,
  );
}

function parseHeader(text: string): [string, string] {
  const [, name = '', value = ''] = /^([^\s:]+):\s*(.*?)\s*$/.exec(text) ?? [];
  try {
    validateHeaderName(name);
    validateHeaderValue(name, value);
  } catch (cause) {
    throw new UsageError(
      `expected --header to be such as "authorization: Bearer TOKEN", in ASCII or Latin-1; got "${text}"`,
      { cause },
    );
  }
  if (/^(content-length|transfer-encoding)$/i.test(name)) {
    throw new UsageError(`expected no --header ${name}, which follows from --body`);
  }
  return [name, value];
}

/**
 * Sees that somebody listens, without a request: the server counts those of the plan and no other.
 * @throws MlsError `unavailable`
 */
export async function checkReachable(url: string): Promise<void> {
  const { hostname, port, protocol } = new URL(url);
  const number = Number(port) || (protocol === 'https:' ? 443 : 80);
  const socket = connect({
    host: hostname.replace(/^\[|\]$/g, ''),
    port: number,
    timeout: CONNECT_MS,
  });
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('error', reject);
      socket.once('timeout', () => reject(new Error(`no connection within ${CONNECT_MS / 1000} s`)));
    });
  } catch (cause) {
    const code: unknown = cause instanceof Error ? Reflect.get(cause, 'code') : undefined;
    const reason = typeof code === 'string' ? code : cause instanceof Error ? cause.message : String(cause);
    throw new MlsError(
      `expected a server at ${hostname}:${number}, got ${reason}; start it first, or mend the URL`,
      'unavailable',
      EXIT.unavailable,
      { cause },
    );
  } finally {
    socket.destroy();
  }
}
