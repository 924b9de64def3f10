import type { RequestSpec } from '../protocol.js';

const WITHOUT_BODY = ['GET', 'HEAD', 'DELETE', 'OPTIONS'];

/** The requests of a specification as they go over the wire, one for each of its bodies. */
export function requestBytes({ url, method, headers, bodies }: RequestSpec): Buffer[] {
  const { pathname, search, host } = new URL(url);
  const given = Object.keys(headers).map((name) => name.toLowerCase());
  const lines = [
    `${method} ${pathname}${search} HTTP/1.1`,
    ...(given.includes('host') ? [] : [`host: ${host}`]),
    ...(given.includes('connection') ? [] : ['connection: keep-alive']),
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ];
  const withBody = (body: Buffer) => {
    const length =
      body.length === 0 && WITHOUT_BODY.includes(method) ? [] : [`content-length: ${body.length}`];
    return Buffer.concat([Buffer.from(`${[...lines, ...length].join('\r\n')}\r\n\r\n`, 'latin1'), body]);
  };
  return bodies.length === 0
    ? [withBody(Buffer.alloc(0))]
    : bodies.map((body) => withBody(Buffer.from(body)));
}
