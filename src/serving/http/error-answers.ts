import type { FastifyError, FastifyInstance } from 'fastify';
import { QueueFullError } from '../batching/batch-queue.js';
import { ClientLeftError, RequestTimeoutError } from './departure.js';
import type { TierMetrics } from './tier-metrics.js';

/** The tier takes no more requests. */
export class DrainingError extends Error {
  override readonly name = 'DrainingError';
}

/** nginx's status for a client that closed the connection: nobody reads it, metrics count it. */
const CLIENT_CLOSED_REQUEST = 499;

/** Answers every failure as `{"error": "..."}` with the status that names it. */
export function answerErrors(app: FastifyInstance, metrics: TierMetrics): void {
  app.setErrorHandler((error: FastifyError, _request, reply) => {
    if (error instanceof QueueFullError) {
      metrics.refused('full');
      return reply.code(503).header('retry-after', '1').send({ error: 'the queue is full; try again later' });
    }
    if (error instanceof DrainingError) {
      metrics.refused('draining');
      return reply
        .code(503)
        .header('retry-after', '1')
        .header('connection', 'close')
        .send({ error: 'the server is about to stop; try again' });
    }
    if (error instanceof RequestTimeoutError) {
      metrics.refused('timeout');
      return reply.code(504).send({ error: error.message });
    }
    if (error instanceof ClientLeftError) {
      metrics.refused('left');
      return reply.code(CLIENT_CLOSED_REQUEST).send({ error: error.message });
    }
    const status = error.statusCode ?? 500;
    return reply.code(status).send({ error: error.message.replaceAll('\n', ' ') });
  });
  app.setNotFoundHandler((request, reply) =>
    reply.code(404).send({
      error: `expected POST /rag, GET /healthz, /readyz or /metrics; got ${request.method} ${request.url}`,
    }),
  );
}
