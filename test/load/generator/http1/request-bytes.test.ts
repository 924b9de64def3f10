import { describe, expect, it } from 'vitest';
import { requestBytes } from '../../../../src/load/generator/http1/request-bytes.js';
import type { RequestSpec } from '../../../../src/load/generator/protocol.js';

function bytes(changes: Partial<RequestSpec>): string[] {
  const spec = {
    url: 'http://host:81/a/b?c=%20d',
    method: 'GET',
    headers: {},
    bodies: [],
    timeoutMs: 1,
    connections: null,
  };
  return requestBytes({ ...spec, ...changes }).map((request) => request.toString());
}

describe('a request on the wire', () => {
  it('has no body without one', () => {
    expect(bytes({})).toEqual([
      'GET /a/b?c=%20d HTTP/1.1\r\nhost: host:81\r\nconnection: keep-alive\r\n\r\n',
    ]);
    // A server would wait for the body of a POST that says nothing of it.
    expect(bytes({ method: 'POST' })[0]).toContain('\r\ncontent-length: 0\r\n\r\n');
  });

  it('counts the bytes of its body, not its characters', () => {
    const [first, second] = bytes({ method: 'POST', bodies: ['{"query":"Löwe"}', '{}'] });
    expect(first).toMatch(/\r\ncontent-length: 17\r\n\r\n\{"query":"Löwe"\}$/);
    expect(second).toMatch(/\r\ncontent-length: 2\r\n\r\n\{\}$/);
  });

  it('leaves to the user what he sets himself', () => {
    const [request] = bytes({
      url: 'http://[::1]:8000/',
      headers: { Host: 'other', Connection: 'close', 'x-a': 'b' },
    });
    expect(request).toBe('GET / HTTP/1.1\r\nHost: other\r\nConnection: close\r\nx-a: b\r\n\r\n');
  });
});
