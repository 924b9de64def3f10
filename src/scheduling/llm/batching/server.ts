import type { Iteration } from '../iteration.js';
import { blocksFor, type LlmLimits } from '../limits.js';
import { type LlmRequest, mostTokens } from '../llm-request.js';
import { BlockPool } from '../memory/block-pool.js';
import type { ServerState } from './draft.js';
import type { Sequence } from './sequence.js';
import type { WaitingQueue } from './waiting-queue.js';

/** A way of batching: what to compute next, with the moves of `Draft`. No slices: nothing can be done now. */
export type PlanIteration = (state: ServerState) => Iteration;

/** One GPU with its memory. */
export class Server {
  readonly #state: ServerState;
  #isUp = true;
  #isBusy = false;
  /** It failed, and what it was doing then has not been told to be over. */
  #hasFailed = false;
  /** What runs next, put together while something else ran. */
  #planned: Iteration | undefined;

  /** @param plansAhead whether an iteration is put together while the one before it runs (vLLM: asynchronous scheduling) */
  constructor(
    limits: LlmLimits,
    waiting: WaitingQueue,
    private readonly plan: PlanIteration,
    private readonly plansAhead: boolean,
  ) {
    const pool = new BlockPool(limits.kvBlocks, limits.blockTokens);
    this.#state = { limits, pool, running: [], waiting };
  }

  get isIdle(): boolean {
    return this.#isUp && !this.#isBusy;
  }

  get sequences(): number {
    return this.#state.running.length;
  }

  /** What to run now; undefined where there is nothing to do or the GPU is not idle. */
  next(): Iteration | undefined {
    if (!this.isIdle) return undefined;
    const iteration = this.#planned ?? this.#plan();
    if (iteration === undefined) return undefined;
    this.#isBusy = true;
    this.#planned = this.plansAhead ? this.#plan() : undefined;
    return iteration;
  }

  /** An iteration has ended or was lost. */
  ended(): void {
    this.#isBusy = false;
    if (this.#hasFailed) this.#forgetAll();
  }

  /** Lets go of a sequence that has ended or whose client has left. @returns whether it was here */
  release(sequence: Sequence): boolean {
    const { pool, running } = this.#state;
    const at = running.indexOf(sequence);
    if (at < 0) return false;
    running.splice(at, 1);
    pool.release(sequence.table, sequence.computed);
    if (this.#planned === undefined) return true;
    const slices = this.#planned.slices.filter(({ request }) => request !== sequence.request);
    this.#planned = slices.length === 0 ? undefined : { ...this.#planned, slices };
    return true;
  }

  /** What was in memory is gone. The sequences wait for any GPU, but not before work that they had a part in is over. */
  down(): void {
    this.#isUp = false;
    this.#hasFailed = true;
    if (!this.#isBusy) this.#forgetAll();
  }

  up(): void {
    this.#isUp = true;
  }

  #forgetAll(): void {
    const { pool, running, waiting } = this.#state;
    for (const sequence of running) {
      pool.release(sequence.table, 0);
      sequence.computed = 0;
      sequence.inFlight = 0;
      sequence.passes = 0;
      waiting.add(sequence);
    }
    running.length = 0;
    this.#planned = undefined;
    this.#hasFailed = false;
  }

  #plan(): Iteration | undefined {
    const iteration = this.plan(this.#state);
    return iteration.slices.length === 0 ? undefined : iteration;
  }
}

/** Whether a server that is empty could ever answer it. */
export function fitsAtAll(request: LlmRequest, limits: LlmLimits): boolean {
  return blocksFor(mostTokens(request), limits) <= limits.kvBlocks;
}
