import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { QueueFullError } from '../batching/batch-queue.js';
import { discard } from './discard.js';
import { FAILURES, type FailureCode, failureBody, failureHeaders } from './failures.js';
import { misrouted, pathOf } from './routes.js';
import type { Refusal, TierMetrics } from './tier-metrics.js';

/** The tier takes no more requests. */
export class DrainingError extends Error {
  override readonly name = 'DrainingError';
}

/** The client closed its connection before it was answered. */
export class ClientLeftError extends Error {
  override readonly name = 'ClientLeftError';
}

/** The request was not answered in the time it is given. */
export class RequestTimeoutError extends Error {
  override readonly name = 'RequestTimeoutError';
}

/** Answers every failure with a FailureBody and the status that names it. */
export function answerErrors(app: FastifyInstance, metrics: TierMetrics): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const code = codeOf(error);
    const refusal = REFUSALS[code];
    if (refusal !== undefined) metrics.refused(refusal);
    if (code === 'body-too-large') {
      discard(request.raw);
      // Fastify means to close the connection under a client that still writes.
      reply.removeHeader('connection');
    }
    const isExplained = code === 'internal' || error.validation !== undefined || error.statusCode === 400;
    return answerFailure(request, reply, code, isExplained ? error.message : undefined);
  });
  app.setNotFoundHandler((request, reply) => {
    const wrong = misrouted(pathOf(request.url), request.method) ?? { code: 'no-such-path' as const };
    if (wrong.code === 'wrong-method') reply.header('allow', wrong.allow);
    return answerFailure(request, reply, wrong.code);
  });
}

export function answerFailure(
  request: FastifyRequest,
  reply: FastifyReply,
  code: FailureCode,
  error?: string,
): FastifyReply {
  return reply
    .code(FAILURES[code].status)
    .headers({ 'x-request-id': request.id, ...failureHeaders(code) })
    .send(failureBody(code, request.id, error));
}

const REFUSALS: Readonly<Partial<Record<FailureCode, Refusal>>> = {
  'queue-full': 'full',
  draining: 'draining',
  timeout: 'timeout',
  'client-left': 'left',
};

function codeOf(error: FastifyError): FailureCode {
  if (error instanceof QueueFullError) return 'queue-full';
  if (error instanceof DrainingError) return 'draining';
  if (error instanceof RequestTimeoutError) return 'timeout';
  if (error instanceof ClientLeftError) return 'client-left';
  if (error.statusCode === FAILURES['body-too-large'].status) return 'body-too-large';
  if (error.statusCode === FAILURES['wrong-content-type'].status) return 'wrong-content-type';
  return error.statusCode === FAILURES['bad-request'].status ? 'bad-request' : 'internal';
}
