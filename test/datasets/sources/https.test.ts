import type { ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { https } from '../../../src/datasets/sources/https.js';
import { type Loopback, loopback } from '../loopback.js';
import { BASE } from '../small-entry.js';
import { collector } from './collect.js';

const WANTED = [{ name: 'a' }];
const never = new AbortController().signal;
const ZIPPED = gzipSync(BASE);

afterEach(() => {
  vi.unstubAllEnvs();
});

async function served(answer: (path: string, response: ServerResponse) => void): Promise<Loopback> {
  const server = await loopback(answer);
  onTestFinished(server.close);
  return server;
}

function source(server: Loopback) {
  return https({ folder: `${server.url}files/`, connectTimeoutMs: 1000, stallTimeoutMs: 300 });
}

describe('https', () => {
  it('delivers what it uncompresses', async () => {
    const server = await served((_, response) => response.end(ZIPPED));
    const { got, deliver } = collector();
    await source(server).fetch([{ name: 'a' }, { name: 'b' }], deliver, never);
    expect(server.asked).toEqual(['/files/a.gz', '/files/b.gz']);
    expect(got.get('a')?.equals(BASE)).toBe(true);
    expect(got.get('b')?.equals(BASE)).toBe(true);
  });

  it('follows redirects', async () => {
    const server = await served((path, response) => {
      if (path === '/elsewhere') response.end(ZIPPED);
      else response.writeHead(302, { location: '/elsewhere' }).end();
    });
    const { got, deliver } = collector();
    await source(server).fetch(WANTED, deliver, never);
    expect(got.get('a')?.equals(BASE)).toBe(true);
  });

  it.each([
    [
      'a page that is not there',
      (response: ServerResponse) => response.writeHead(404).end(),
      'HTTP status 404',
    ],
    [
      'redirects without end',
      (response: ServerResponse) => response.writeHead(302, { location: '/files/a.gz' }).end(),
      /HTTP status 302|redirect/i,
    ],
    [
      'a connection that breaks',
      (response: ServerResponse) => {
        response.writeHead(200, { 'content-length': ZIPPED.length });
        response.write(ZIPPED.subarray(0, 1000), () => response.destroy());
      },
      /terminated|other side closed|aborted/i,
    ],
    [
      'a file cut short',
      (response: ServerResponse) => response.end(ZIPPED.subarray(0, ZIPPED.length >> 1)),
      'unexpected end of file',
    ],
    ['what is not compressed', (response: ServerResponse) => response.end(BASE), 'incorrect header check'],
    ['a server that never answers', () => {}, /Headers Timeout/],
    [
      'a server that stops answering',
      (response: ServerResponse) => response.write(ZIPPED.subarray(0, 1000)),
      /Body Timeout/,
    ],
  ])('rejects on %s', async (_, answer, message) => {
    const server = await served((_path, response) => {
      answer(response);
    });
    await expect(source(server).fetch(WANTED, collector().deliver, never)).rejects.toThrow(message);
  });

  it('rejects where nothing listens', async () => {
    const server = await served(() => {});
    await server.close();
    await expect(source(server).fetch(WANTED, collector().deliver, never)).rejects.toThrow('ECONNREFUSED');
  });

  it('goes through the proxy of the environment', async () => {
    const server = await served((_, response) => response.end(ZIPPED));
    const tunnels: (string | undefined)[] = [];
    const proxy = createServer();
    proxy.on('connect', (request, socket) => {
      tunnels.push(request.url);
      const [host, port] = (request.url ?? '').split(':');
      const upstream = connect(Number(port), host, () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        socket.pipe(upstream).pipe(socket);
      });
      upstream.on('error', () => socket.destroy());
      socket.on('error', () => upstream.destroy());
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      proxy.close();
    });
    vi.stubEnv('http_proxy', `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`);
    vi.stubEnv('no_proxy', '');
    const { got, deliver } = collector();
    await source(server).fetch(WANTED, deliver, never);
    expect(got.get('a')?.equals(BASE)).toBe(true);
    expect(tunnels).toEqual([new URL(server.url).host]);
  });

  it('gives up a proxy that accepts and never answers, and stops at once when aborted', async () => {
    const proxy = createServer();
    proxy.on('connect', () => {});
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      proxy.close();
      proxy.closeAllConnections();
    });
    vi.stubEnv('http_proxy', `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`);
    vi.stubEnv('no_proxy', '');
    const unreachable = https({
      folder: 'http://unreachable.invalid/',
      connectTimeoutMs: 200,
      stallTimeoutMs: 100,
    });
    await expect(unreachable.fetch(WANTED, collector().deliver, never)).rejects.toThrow(
      'no answer within 0.3 s',
    );
    const controller = new AbortController();
    proxy.on('connect', () => controller.abort(new Error('stopped')));
    const patient = https({ folder: 'http://unreachable.invalid/' });
    await expect(patient.fetch(WANTED, collector().deliver, controller.signal)).rejects.toThrow('stopped');
  });

  it('stops when aborted', async () => {
    const server = await served((_, response) => response.write(ZIPPED.subarray(0, 1000)));
    const controller = new AbortController();
    const fetched = source(server).fetch(
      WANTED,
      async (_, content) => {
        controller.abort(new Error('stopped'));
        for await (const _chunk of content);
      },
      controller.signal,
    );
    await expect(fetched).rejects.toThrow();
  });
});
