import type { Decisions, Request } from '../policy.js';
import { dropFirst, type FormBatch, type WaitingModel } from './form-batch.js';
import type { GpuStates } from './gpu-states.js';

/** A batch that a GPU could begin with now. */
export interface Candidate {
  readonly model: number;
  readonly waiting: WaitingModel;
  readonly first: Request;
  readonly size: number;
}

export interface BatchRule {
  readonly form: FormBatch;
  /** Of several models' batches the lowest goes first; of equal ones, the one whose first request came first. */
  rank(candidate: Candidate): number;
}

/** The last moment at which a batch could begin and be in time. */
export function latestStartMs({ first, size, waiting }: Candidate): number {
  return first.deadlineMs - waiting.turnaround(size);
}

/** Gives the first idle GPU the batch that a rule ranks first. @returns it; undefined where there is no GPU or no batch */
export function runBestBatch(
  models: readonly WaitingModel[],
  gpus: GpuStates,
  rule: BatchRule,
  nowMs: number,
  decide: Decisions,
): Candidate | undefined {
  const gpu = gpus.firstIdle();
  if (gpu === undefined) return undefined;
  let best: Candidate | undefined;
  let bestRank = Number.POSITIVE_INFINITY;
  let bestDropped = 0;
  for (const [model, waiting] of models.entries()) {
    const { dropped, size } = waiting.queue.size === 0 ? NOTHING : rule.form(waiting, nowMs);
    const first = waiting.queue.at(dropped);
    if (size === 0 || first === undefined) {
      dropFirst(waiting.queue, dropped, decide);
      continue;
    }
    const candidate = { model, waiting, first, size };
    const rank = rule.rank(candidate);
    if (best !== undefined && (rank > bestRank || (rank === bestRank && first.id > best.first.id))) continue;
    best = candidate;
    bestRank = rank;
    bestDropped = dropped;
  }
  if (best === undefined) return undefined;
  const { model, waiting, size } = best;
  dropFirst(waiting.queue, bestDropped, decide);
  gpus.sent(gpu);
  decide.run(gpu, { model, requests: waiting.queue.take(size) });
  return best;
}

const NOTHING = { dropped: 0, size: 0 };
