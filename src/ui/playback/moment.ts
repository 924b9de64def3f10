import type { BatchTrace, RequestCounts, TracedBatch } from '../../results/batch-trace.js';

/** What a GPU runs, and how much of it is done. */
export interface Running {
  readonly batch: TracedBatch;
  /** From 0 to 1. */
  readonly share: number;
}

/** A simulation as it stands at a moment of virtual time. */
export interface Moment {
  readonly atMs: number;
  /** By GPU; null where it is idle. */
  readonly gpus: readonly (Running | null)[];
  /** Requests that wait for a decision. */
  readonly waiting: number;
  readonly counts: RequestCounts;
}

const NOTHING: RequestCounts = { arrived: 0, good: 0, late: 0, dropped: 0 };

/** What a trace tells of a moment; queue and counts are those of the last batch that had ended by then. */
export function momentOf({ batches, gpus }: BatchTrace, atMs: number): Moment {
  const last = batches.findLast(({ endMs }) => endMs <= atMs);
  // Before the first batch ends its counts are the nearest that are known.
  const counts = (last ?? batches[0])?.counts ?? NOTHING;
  const inFlight = runningAt(batches, last?.endMs ?? batches[0]?.endMs ?? 0).reduce(
    (sum, { size }) => sum + size,
    0,
  );
  const running = runningAt(batches, atMs);
  return {
    atMs,
    gpus: Array.from({ length: gpus }, (_, gpu) => {
      const batch = running.find((one) => one.gpu === gpu);
      if (batch === undefined) return null;
      return { batch, share: (atMs - batch.startMs) / (batch.endMs - batch.startMs) };
    }),
    waiting: Math.max(0, counts.arrived - counts.good - counts.late - counts.dropped - inFlight),
    counts,
  };
}

/** The last moment of which a trace that was cut tells what every GPU does. */
export function lastMomentMs({ batches, fromMs, isCut }: BatchTrace): number {
  const endMs = Math.max(fromMs, ...batches.map((batch) => batch.endMs));
  if (!isCut || batches.length === 0) return endMs;
  return Math.max(fromMs, endMs - Math.max(...batches.map((batch) => batch.endMs - batch.startMs)));
}

function runningAt(batches: readonly TracedBatch[], atMs: number): TracedBatch[] {
  return batches.filter(({ startMs, endMs }) => startMs <= atMs && atMs < endMs);
}
