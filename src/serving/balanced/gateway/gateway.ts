import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { answerClientError } from '../../http/answer-client-error.js';
import { arrivalLimits, BACKLOG } from '../../http/connection-limits.js';
import { discard } from '../../http/discard.js';
import { requestId } from '../../http/request-id.js';
import { misrouted, pathOf } from '../../http/routes.js';
import { type Backstage, Exchange, type ExchangeRules } from './exchange.js';
import { refuse } from './refusal.js';

/** While draining, connections without a request are given so long to end by themselves. */
const CLOSING_MS = 1000;

export interface GatewayOptions extends Backstage {
  readonly host: string;
  readonly port: number;
  readonly rules: ExchangeRules;
  /** A request that takes longer to arrive is answered 408. */
  readonly arrivesWithinMs: number;
  /** Workers that take requests now. */
  ready(): number;
  /** What `GET /healthz` tells besides that it is there. */
  describe(): Readonly<Record<string, unknown>>;
  metrics(): Promise<{ readonly contentType: string; readonly text: string }>;
}

/**
 * The HTTP side of the tier: hands POST /rag on to a worker, and answers questions about itself. Plain node:http, since
 * routing, hooks and schemas are what a proxy of one route can do without.
 */
export class Gateway {
  readonly #server: Server;
  /** Requests whose answers are not with their clients yet. */
  readonly #open = new Set<Exchange>();
  #draining = false;
  #onIdle: (() => void) | undefined;

  constructor(private readonly options: GatewayOptions) {
    const answer = (request: IncomingMessage, response: ServerResponse) => this.#answer(request, response);
    this.#server = createServer(
      { ...arrivalLimits(options.arrivesWithinMs), keepAliveTimeout: 60_000 },
      answer,
    );
    this.#server.on('clientError', answerClientError);
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
    this.#server.listen({ port, host, backlog: BACKLOG });
    await once(this.#server, 'listening');
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('expected a TCP address');
    const anywhere = address.address === '0.0.0.0' || address.address === '::';
    const name = anywhere ? '127.0.0.1' : address.address;
    return `http://${name.includes(':') ? `[${name}]` : name}:${address.port}`;
  }

  /** From now on refuses; resolves when all that had come before is answered, and nobody is connected. */
  async drain(): Promise<void> {
    this.#draining = true;
    // In the order in which they came: of several on one connection only the last may close it.
    const last = new Map([...this.#open].map((exchange) => [exchange.connection, exchange]));
    for (const exchange of this.#open) exchange.onDrain(last.get(exchange.connection) === exchange);
    if (this.#open.size > 0) {
      await new Promise<void>((resolve) => {
        this.#onIdle = resolve;
      });
    }
    if (!this.#server.listening) return;
    // Ends connections without a request too; on the others a refusal may be on its way.
    const closed = once(this.#server, 'close');
    this.#server.close();
    const deadline = setTimeout(() => this.#server.closeAllConnections(), CLOSING_MS);
    await closed;
    clearTimeout(deadline);
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const { tally, rules } = this.options;
    const path = pathOf(request.url ?? '');
    const id = requestId(request);
    const wrong = misrouted(path, request.method ?? '');
    if (wrong !== undefined) {
      discard(request);
      tally.count(
        refuse(
          response,
          wrong.code,
          id,
          wrong.code === 'wrong-method' ? { headers: { allow: wrong.allow } } : {},
        ),
      );
    } else if (path === '/rag' && this.#draining) {
      discard(request);
      tally.count(refuse(response, 'draining', id));
    } else if (path === '/rag') {
      const exchange = new Exchange(request, response, id, rules, this.options, () => this.#onOver(exchange));
      this.#open.add(exchange);
      exchange.start();
    } else if (path === '/metrics') {
      void this.#metrics(response, id);
    } else if (path === '/readyz') {
      this.#readyz(response);
    } else {
      json(response, 200, { status: 'ok', ...this.options.describe() });
    }
  }

  #readyz(response: ServerResponse): void {
    const workers = this.options.ready();
    const status = this.#draining ? 'draining' : workers > 0 ? 'ready' : 'no worker is ready';
    json(response, status === 'ready' ? 200 : 503, { status, workers });
  }

  async #metrics(response: ServerResponse, id: string): Promise<void> {
    try {
      const { contentType, text } = await this.options.metrics();
      response.writeHead(200, { 'content-type': contentType }).end(text);
    } catch {
      refuse(response, 'internal', id);
    }
  }

  #onOver(exchange: Exchange): void {
    this.#open.delete(exchange);
    if (this.#open.size === 0) this.#onIdle?.();
  }
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
}
