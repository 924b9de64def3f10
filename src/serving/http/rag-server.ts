import fastify, { type FastifyInstance } from 'fastify';
import type { Clock } from '../batching/clock.js';
import type { RagAnswer, RunningTier } from '../tier.js';
import { answerClientError } from './answer-client-error.js';
import { addBatchRoute, type BatchRouteOptions } from './batch-route.js';
import { ARRIVES_WITHIN_MS, arrivalLimits, BACKLOG } from './connection-limits.js';
import {
  answerErrors,
  answerFailure,
  ClientLeftError,
  DrainingError,
  RequestTimeoutError,
} from './error-answers.js';
import { FAILURES } from './failures.js';
import { RAG_ANSWER_SCHEMA, RAG_BODY_SCHEMA, type RagBody } from './rag-schema.js';
import { requestId } from './request-id.js';
import { BATCH_PATH } from './routes.js';
import type { TierMetrics } from './tier-metrics.js';
import { whenOver } from './when-over.js';

const BODY_LIMIT_BYTES = 2 ** 20;
/** While draining, connections without a request in flight are given so long to end by themselves. */
const CLOSING_MS = 1000;

export interface RagServerOptions {
  readonly host: string;
  readonly port: number;
  /** From a whole request to the last of its answer; then 504. */
  readonly requestTimeoutMs: number;
  /** A request that takes longer to arrive is answered 408; 30 s where it says nothing. */
  readonly arrivesWithinMs?: number;
  readonly metrics: TierMetrics;
  readonly clock: Clock;
  /** What `GET /healthz` tells besides that it is there. */
  readonly description: Readonly<Record<string, unknown>>;
  answer(body: RagBody, signal: AbortSignal): Promise<RagAnswer>;
  /** Where it says nothing, there is no `POST /batch`. */
  readonly answerBatch?: BatchRouteOptions['answerBatch'];
  /** Called when no more requests are accepted. */
  onDrain(): void;
  /** Called once, when all requests are answered or the server was killed. */
  close(): Promise<void>;
}

/** Serves a tier over HTTP until it is drained. @throws when the port cannot be had */
export async function serveRag(options: RagServerOptions): Promise<RunningTier> {
  const { host, port, metrics, answer, onDrain, close, requestTimeoutMs, clock, description } = options;
  const accepted = new AcceptedRequests();
  let draining = false;
  let ended: Promise<void> | undefined;

  const { requestTimeout, ...http } = arrivalLimits(options.arrivesWithinMs ?? ARRIVES_WITHIN_MS);
  const app = fastify({
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout,
    http,
    genReqId: requestId,
    // A number sent as text is a mistake that is told, not mended.
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false } },
    forceCloseConnections: 'idle',
    // A tier that drains says so itself.
    return503OnClosing: false,
    clientErrorHandler: answerClientError,
    frameworkErrors: (error, request, reply) => {
      answerFailure(request, reply, 'bad-request', error.message);
    },
  });
  app.removeContentTypeParser('text/plain');
  answerErrors(app, metrics);
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
    if (draining) reply.header('connection', 'close');
    // Of a batch each request is counted, by its route.
    if (isAboutItself(request.url) || request.url === BATCH_PATH) return;
    const ended = metrics.began();
    whenOver(request.raw, reply.raw, () =>
      ended(reply.raw.writableFinished ? reply.statusCode : FAILURES['client-left'].status),
    );
  });
  app.get('/healthz', async () => ({ status: 'ok', ...description }));
  app.get('/readyz', async (_request, reply) => {
    if (draining) return reply.code(503).send({ status: 'draining' });
    return { status: 'ready' };
  });
  app.get('/metrics', async (_request, reply) => reply.type(metrics.contentType).send(await metrics.text()));
  app.post<{ Body: RagBody }>(
    '/rag',
    { schema: { body: RAG_BODY_SCHEMA, response: { 200: RAG_ANSWER_SCHEMA } } },
    async (request, reply) => {
      if (draining) throw new DrainingError('draining');
      metrics.accepted();
      accepted.add();
      const leaving = new AbortController();
      const callOff = clock.after(requestTimeoutMs, () => {
        // It was answered, and its client does not read.
        if (reply.raw.headersSent) reply.raw.destroy();
        else leaving.abort(new RequestTimeoutError('timeout'));
      });
      whenOver(request.raw, reply.raw, () => {
        callOff();
        if (!reply.raw.writableFinished) leaving.abort(new ClientLeftError('the client left'));
        metrics.settled();
        accepted.remove();
      });
      const result = await answer(request.body, leaving.signal);
      metrics.answered(result.timings);
      return result;
    },
  );

  if (options.answerBatch !== undefined) {
    addBatchRoute(app, {
      metrics,
      answerBatch: options.answerBatch,
      began() {
        if (draining) throw new DrainingError('draining');
        accepted.add();
        return () => accepted.remove();
      },
    });
  }

  await app.listen({ host, port, backlog: BACKLOG });
  const end = () => {
    ended ??= finish(app, close);
    return ended;
  };
  return {
    url: urlOf(app),
    async drain() {
      draining = true;
      onDrain();
      await accepted.none();
      await end();
    },
    kill() {
      app.server.closeAllConnections();
      end().catch(() => {});
    },
  };
}

async function finish(app: FastifyInstance, close: () => Promise<void>): Promise<void> {
  const deadline = setTimeout(() => app.server.closeAllConnections(), CLOSING_MS);
  try {
    await app.close();
  } finally {
    clearTimeout(deadline);
    await close();
  }
}

/** Asked by those who watch the tier: not counted among its requests. */
function isAboutItself(url: string): boolean {
  return url === '/healthz' || url === '/readyz' || url === '/metrics';
}

/** `http://127.0.0.1:8000`; an address of version 6 stands in brackets. */
function urlOf(app: FastifyInstance): string {
  const address = app.server.address();
  if (address === null || typeof address === 'string') throw new Error('expected a TCP address');
  const anywhere = address.address === '0.0.0.0' || address.address === '::';
  const host = anywhere ? '127.0.0.1' : address.address;
  return `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`;
}

/** Counts requests whose answers are not with their clients yet. */
class AcceptedRequests {
  #count = 0;
  #onNone: (() => void)[] = [];

  add(): void {
    this.#count++;
  }

  remove(): void {
    this.#count--;
    if (this.#count === 0) for (const tell of this.#onNone.splice(0)) tell();
  }

  none(): Promise<void> {
    if (this.#count === 0) return Promise.resolve();
    return new Promise((resolve) => this.#onNone.push(resolve));
  }
}
