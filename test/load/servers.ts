import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach } from 'vitest';

const running: Server[] = [];
afterEach(() => {
  for (const server of running.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

export interface TestServer {
  readonly url: string;
  /** Bodies of the requests so far, in the order in which they came. */
  readonly bodies: string[];
}

/** A server that lives as long as its test. `answer` is called when a request is there with its body. */
export async function serve(
  answer: (response: ServerResponse, nth: number, request: IncomingMessage) => void,
): Promise<TestServer> {
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => answer(response, bodies.push(Buffer.concat(parts).toString()) - 1, request));
  });
  running.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, bodies };
}
