import type { FastifyInstance } from 'fastify';
import type { RagAnswer } from '../tier.js';
import { ClientLeftError } from './error-answers.js';
import { FAILURES } from './failures.js';
import { RAG_BODY_SCHEMA, type RagBody } from './rag-schema.js';
import { BATCH_PATH } from './routes.js';
import type { TierMetrics } from './tier-metrics.js';
import { whenOver } from './when-over.js';

/** Many long questions; who sends them has read each of them already. */
const BODY_LIMIT_BYTES = 2 ** 28;

/** A question of a batch, with the milliseconds that it waited before it was sent. */
export interface BatchQuestion extends RagBody {
  readonly waitedMs: number;
}

export interface BatchRouteOptions {
  readonly metrics: TierMetrics;
  /** Answers questions as one batch, in their order. */
  answerBatch(questions: readonly BatchQuestion[], signal: AbortSignal): Promise<readonly RagAnswer[]>;
  /** Counts what is in flight: what is returned is called when it is over. */
  began(): () => void;
}

const SCHEMA = {
  type: 'object',
  required: ['requests'],
  additionalProperties: false,
  properties: {
    requests: {
      type: 'array',
      minItems: 1,
      items: {
        ...RAG_BODY_SCHEMA,
        required: ['query', 'k', 'waitedMs'],
        properties: { ...RAG_BODY_SCHEMA.properties, waitedMs: { type: 'number', minimum: 0 } },
      },
    },
  },
} as const;

/**
 * Adds `POST /batch`: questions that are answered together and as they are, a line of JSON for each in their order, so that
 * the one who asks can hand the lines on unread. Batches run in the order in which they come.
 */
export function addBatchRoute(
  app: FastifyInstance,
  { metrics, answerBatch, began }: BatchRouteOptions,
): void {
  app.post<{ Body: { readonly requests: readonly BatchQuestion[] } }>(
    BATCH_PATH,
    { schema: { body: SCHEMA }, bodyLimit: BODY_LIMIT_BYTES },
    async (request, reply) => {
      const { requests } = request.body;
      const over = began();
      const ended = requests.map(() => metrics.began());
      for (const _ of requests) metrics.accepted();
      const leaving = new AbortController();
      whenOver(request.raw, reply.raw, () => {
        const isSent = reply.raw.writableFinished;
        if (!isSent) leaving.abort(new ClientLeftError('the gateway left'));
        for (const end of ended) {
          end(isSent ? reply.statusCode : FAILURES['client-left'].status);
          metrics.settled();
        }
        over();
      });
      const answers = await answerBatch(requests, leaving.signal);
      for (const { timings } of answers) metrics.answered(timings);
      return reply.type('application/x-ndjson').send(answers.map((one) => JSON.stringify(one)).join('\n'));
    },
  );
}
