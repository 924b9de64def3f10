import { EXIT, MlsError } from '../../../errors.js';
import type { RagAnswer } from '../../tier.js';
import { BatchConnection } from './batch-connection.js';

/** What one batch took, when nothing else was sent to its worker. */
export interface ProbedBatch {
  readonly batch: number;
  /** There and back, without what the worker did. */
  readonly hopMs: number;
  /** In the worker, before the model generated. */
  readonly retrieveMs: number;
  readonly generateMs: number;
}

/** Sizes of the batches that each worker is sent, in this order. */
export interface ProbePlan {
  /** Not told of: the first are compiled, load and connect. */
  readonly warmup: readonly number[];
  readonly measured: readonly number[];
}

const QUESTION = { query: 'Which animals can hover in the air?', k: 2, waitedMs: 0 };

/**
 * Sends batches to all workers side by side, as they will be loaded, one after another to each.
 * @throws MlsError `worker-failed` where one is not answered
 */
export async function probeWorkers(
  urls: readonly string[],
  plan: ProbePlan,
): Promise<readonly ProbedBatch[]> {
  const all = await Promise.all(urls.map((url) => probeWorker(url, plan)));
  return all.flat();
}

async function probeWorker(url: string, { warmup, measured }: ProbePlan): Promise<ProbedBatch[]> {
  const connection = new BatchConnection(url);
  const probes: ProbedBatch[] = [];
  try {
    for (const batch of warmup) await probe(connection, batch);
    for (const batch of measured) probes.push(await probe(connection, batch));
  } finally {
    connection.close();
  }
  return probes;
}

async function probe(connection: BatchConnection, batch: number): Promise<ProbedBatch> {
  const sentMs = performance.now();
  const end = await connection.send(Array.from({ length: batch }, () => QUESTION));
  const tookMs = performance.now() - sentMs;
  if (end.type !== 'answered') {
    const reason = end.type === 'failed' ? end.reason : 'it did not answer';
    throw new MlsError(
      `a worker failed a batch of ${batch} before it was to serve: ${reason}`,
      'worker-failed',
      EXIT.unavailable,
    );
  }
  const { timings }: RagAnswer = JSON.parse(end.lines[0] ?? '');
  const retrieveMs = timings.embedMs + timings.retrieveMs;
  const workedMs = timings.queueMs + retrieveMs + timings.generateMs;
  return { batch, hopMs: Math.max(0, tookMs - workedMs), retrieveMs, generateMs: timings.generateMs };
}
