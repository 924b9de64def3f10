import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import { Connection } from '../../../../src/load/generator/http1/connection.js';
import { LOCALHOST_CERTIFICATE, LOCALHOST_KEY } from '../../localhost-certificate.js';

const running: Server[] = [];
afterEach(() => {
  for (const server of running.splice(0)) server.close();
});

async function listen(server: Server, scheme = 'http'): Promise<URL> {
  running.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return new URL(`${scheme}://127.0.0.1:${address.port}/`);
}

/** A server that does what it is told with everything that comes. */
function answering(answer: (socket: Socket, nth: number) => void): Promise<URL> {
  let nth = 0;
  return listen(
    createServer((socket) => socket.on('error', () => {}).on('data', () => answer(socket, nth++))),
  );
}

function open(url: URL): { readonly connection: Connection; readonly closed: Promise<void> } {
  let onClose: () => void = () => {};
  const closed = new Promise<void>((resolve) => {
    onClose = resolve;
  });
  return { connection: new Connection({ url, method: 'GET' }, () => onClose()), closed };
}

/** Sends one request. @returns the status, or what went wrong */
function ask(
  connection: Connection,
  request = 'GET / HTTP/1.1\r\nhost: x\r\n\r\n',
): Promise<number | string> {
  return new Promise((resolve) => {
    let status = 0;
    connection.send(Buffer.from(request), {
      onHead: (head) => {
        status = head.status;
      },
      onEvents() {},
      onEnd: () => resolve(status),
      onError: resolve,
    });
  });
}

const soon = () => performance.now();

describe('a connection', () => {
  it('takes one request after another', async () => {
    const url = await answering((socket, nth) =>
      socket.write(`HTTP/1.1 ${200 + nth} OK\r\ncontent-length: 2\r\n\r\nok`),
    );
    const { connection } = open(url);
    const statuses = [await ask(connection), await ask(connection), await ask(connection)];
    expect(statuses).toEqual([200, 201, 202]);
    expect(connection.isUsable(soon())).toBe(true);
    connection.destroy();
    expect(connection.isUsable(soon())).toBe(false);
  });

  it.each([
    ['that says so', 'HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 2\r\n\r\nok'],
    ['that has no end but that of the connection', 'HTTP/1.0 200 OK\r\n\r\nok'],
    ['after which more came than was asked for', 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok, and more'],
  ])('is not used again after an answer %s', async (_, answer) => {
    const url = await answering((socket) => socket.end(answer));
    const { connection, closed } = open(url);
    expect(await ask(connection)).toBe(200);
    expect(connection.isUsable(soon())).toBe(false);
    await closed;
  });

  it('is not used when its server may just be closing it', async () => {
    const url = await answering((socket) =>
      socket.write('HTTP/1.1 200 OK\r\nkeep-alive: timeout=2\r\ncontent-length: 0\r\n\r\n'),
    );
    const { connection } = open(url);
    await ask(connection);
    const now = soon();
    expect([now, now + 900, now + 1100].map((ms) => connection.isUsable(ms))).toEqual([true, true, false]);
    connection.destroy();
  });

  it('is not used when its server has closed it', async () => {
    const url = await answering((socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n'));
    const { connection, closed } = open(url);
    expect(await ask(connection)).toBe(200);
    await closed;
    expect(connection.isUsable(soon())).toBe(false);
  });

  it.each<[string, (socket: Socket) => void, string]>([
    ['is reset', (socket) => socket.resetAndDestroy(), 'ECONNRESET'],
    ['ends before the answer', (socket) => socket.end(), 'closed early'],
    [
      'ends within the answer',
      (socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n12'),
      'closed early',
    ],
    [
      'speaks otherwise',
      (socket) => socket.write('220 mail.example ESMTP\r\n\r\n'),
      'answer is not HTTP/1.1',
    ],
  ])('tells what went wrong when it %s', async (_, answer, failure) => {
    const { connection } = open(await answering(answer));
    expect(await ask(connection)).toBe(failure);
    expect(connection.isUsable(soon())).toBe(false);
  });

  it('is given up when the answer comes before the request is through', async () => {
    let isAnswered = false;
    const url = await listen(
      createServer((socket) => {
        socket.on('error', () => {});
        socket.once('data', () => {
          // What is left of the request stays in the buffers.
          socket.pause();
          socket.write('HTTP/1.1 413 Too Large\r\ncontent-length: 0\r\n\r\n');
          isAnswered = true;
        });
      }),
    );
    const { connection } = open(url);
    const body = 'x'.repeat(30_000_000);
    expect(
      await ask(connection, `POST / HTTP/1.1\r\nhost: x\r\ncontent-length: ${body.length}\r\n\r\n${body}`),
    ).toBe(413);
    expect({ isAnswered, isUsable: connection.isUsable(soon()) }).toEqual({
      isAnswered: true,
      isUsable: false,
    });
  });

  it('asks a server of HTTPS who it is', async () => {
    const server = createTlsServer({ key: LOCALHOST_KEY, cert: LOCALHOST_CERTIFICATE }, (socket) =>
      socket.end(),
    );
    server.on('tlsClientError', () => {});
    const { connection } = open(await listen(server, 'https'));
    expect(await ask(connection)).toBe('DEPTH_ZERO_SELF_SIGNED_CERT');
  });
});
