import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { requestId } from '../../http/request-id.js';
import { type Backstage, Exchange, type ExchangeRules } from './exchange.js';
import { type Refusal, refuse } from './refusal.js';

export interface GatewayOptions extends Backstage {
  readonly host: string;
  readonly port: number;
  readonly rules: ExchangeRules;
  metrics(): Promise<{ readonly contentType: string; readonly text: string }>;
}

/**
 * The HTTP side of the tier: hands POST /rag on to a worker, and answers questions about itself. Plain node:http, since
 * routing, hooks and schemas are what a proxy of one route can do without.
 */
export class Gateway {
  readonly #server: Server;
  /** Answers that are not with their clients yet. */
  readonly #open = new Set<ServerResponse>();
  #draining = false;
  #onIdle: (() => void) | undefined;

  constructor(private readonly options: GatewayOptions) {
    const answer = (request: IncomingMessage, response: ServerResponse) => this.#answer(request, response);
    this.#server = createServer(
      // What an exchange answers itself with 408 comes first; these are for what it does not see.
      {
        headersTimeout: options.rules.requestTimeoutMs,
        requestTimeout: 2 * options.rules.requestTimeoutMs,
        keepAliveTimeout: 60_000,
      },
      answer,
    );
    // A body that will be refused is not asked for.
    this.#server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
      const tooLarge = Number(request.headers['content-length']) > options.rules.bodyLimitBytes;
      if (!tooLarge) response.writeContinue();
      answer(request, response);
    });
  }

  /** @throws when the port cannot be had */
  async listen(): Promise<string> {
    const { host, port } = this.options;
    this.#server.listen(port, host);
    await once(this.#server, 'listening');
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('expected a TCP address');
    const anywhere = address.address === '0.0.0.0' || address.address === '::';
    const name = anywhere ? '127.0.0.1' : address.address;
    return `http://${name.includes(':') ? `[${name}]` : name}:${address.port}`;
  }

  /** From now on refuses; resolves when all that was accepted before is answered, and nobody is connected. */
  async drain(): Promise<void> {
    this.#draining = true;
    // Clients are told to come back on another connection: this one is about to end.
    for (const response of this.#open) response.shouldKeepAlive = false;
    if (this.#open.size > 0) {
      await new Promise<void>((resolve) => {
        this.#onIdle = resolve;
      });
    }
    this.close();
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const path = request.url?.split('?', 1)[0];
    const id = requestId(request);
    const reason = this.#whyNot(path, request.method);
    if (reason !== undefined) {
      request.resume();
      this.options.tally.count(refuse(response, reason, id));
    } else if (path === '/rag') {
      this.#open.add(response);
      new Exchange(request, response, id, this.options.rules, this.options, () =>
        this.#onOver(response),
      ).start();
    } else if (path === '/metrics') {
      void this.#metrics(response);
    } else if (path === '/readyz') {
      this.#readyz(response);
    } else {
      json(response, 200, { status: 'ok' });
    }
  }

  #whyNot(path: string | undefined, method: string | undefined): Refusal | undefined {
    if (path === '/rag') {
      if (method !== 'POST') return 'wrong-method';
      return this.#draining ? 'draining' : undefined;
    }
    if (path !== '/healthz' && path !== '/readyz' && path !== '/metrics') return 'no-such-path';
    return method === 'GET' ? undefined : 'wrong-method';
  }

  #readyz(response: ServerResponse): void {
    const workers = this.options.serving().filter((instance) => instance.ready).length;
    const status = this.#draining ? 'draining' : workers > 0 ? 'ready' : 'no worker is ready';
    json(response, status === 'ready' ? 200 : 503, { status, workers });
  }

  async #metrics(response: ServerResponse): Promise<void> {
    try {
      const { contentType, text } = await this.options.metrics();
      response.writeHead(200, { 'content-type': contentType }).end(text);
    } catch (error) {
      json(response, 500, { error: String(error) });
    }
  }

  #onOver(response: ServerResponse): void {
    this.#open.delete(response);
    if (this.#open.size === 0) this.#onIdle?.();
  }
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
}
