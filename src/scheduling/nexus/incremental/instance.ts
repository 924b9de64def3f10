import { largestSize, type Session } from '../session.js';

/** What a request needs besides its GPU, in the released code's accounts. */
export interface Overheads {
  /** Taken off the target before a whole GPU's batch is chosen. */
  readonly networkMs: number;
  /** Before and after the GPU, on the CPU. */
  readonly prepareMs: number;
}

/** As the released code has it for a model whose preparation was not measured. */
export const RELEASED_OVERHEADS: Overheads = { networkMs: 2, prepareMs: 0 };

/** A session's share of one GPU. */
export interface Instance {
  readonly index: number;
  readonly session: Session;
  readonly batch: number;
  readonly maxBatch: number;
  readonly workMs: number;
  /** The longest cycle that holds its target and its load. */
  readonly maxDutyMs: number;
  /** Of its load, what it takes. */
  readonly workloadPerSecond: number;
  /** What it could take. */
  readonly perSecond: number;
}

/** The batch of a whole GPU: half of the time is for waiting. One that fits nothing gets a batch of one all the same. */
export function wholeGpuBatch(session: Session, { networkMs, prepareMs }: Overheads): number {
  const budgetMs = (session.sloMs - networkMs - prepareMs) / 2;
  return Math.max(
    session.sizes?.[0] ?? 1,
    largestSize(session, (size) => session.latency.ms(size) <= budgetMs),
  );
}

/**
 * `ComputeBatchSize` of the released code (scheduler/backend_delegate.cpp): a whole GPU for a load of 0 or one that fills
 * it, otherwise the largest batch whose collection, but for its last request, and work fit the target.
 * @returns undefined where not even one request fits
 */
export function instanceFor(
  session: Session,
  index: number,
  workloadPerSecond: number,
  overheads: Overheads,
): Instance | undefined {
  const { latency, sloMs } = session;
  const maxBatch = wholeGpuBatch(session, overheads);
  const wholeMs = latency.ms(maxBatch);
  const wholePerSecond = (1000 * maxBatch) / wholeMs;
  if (workloadPerSecond === 0 || workloadPerSecond >= wholePerSecond) {
    return {
      ...{ index, session, batch: maxBatch, maxBatch, workMs: wholeMs, maxDutyMs: wholeMs },
      ...{ workloadPerSecond: wholePerSecond, perSecond: wholePerSecond },
    };
  }
  const perMs = workloadPerSecond / 1000;
  const leftMs = sloMs - overheads.prepareMs;
  const batch = largestSize(
    session,
    (size) => size <= maxBatch && (size - 1) / perMs + latency.ms(size) <= leftMs,
  );
  if (batch === 0) return undefined;
  const workMs = latency.ms(batch);
  const maxDutyMs = Math.min(leftMs - workMs, batch / perMs);
  const perSecond = (1000 * batch) / maxDutyMs;
  return { index, session, batch, maxBatch, workMs, maxDutyMs, workloadPerSecond, perSecond };
}
