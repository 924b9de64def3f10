import type { Iteration, Slice } from '../iteration.js';
import { blocksFor, type LlmLimits } from '../limits.js';
import { mostTokens } from '../llm-request.js';
import type { BlockPool } from '../memory/block-pool.js';
import type { Sequence } from './sequence.js';
import type { WaitingQueue } from './waiting-queue.js';

/** What one GPU has in memory, in the order in which it came there, and what waits for any GPU. */
export interface ServerState {
  readonly limits: LlmLimits;
  readonly pool: BlockPool;
  readonly running: Sequence[];
  readonly waiting: WaitingQueue;
}

/** An iteration while it is put together: the moves that the ways of batching are made of. */
export class Draft {
  readonly #slices: Slice[] = [];
  readonly #chosen = new Set<Sequence>();
  #preempted = 0;
  /** Positions of the budget that nobody has taken; below 0 behind an uncut prompt that is longer. */
  left: number;

  constructor(
    readonly state: ServerState,
    budget = state.limits.tokenBudget,
  ) {
    this.left = budget;
  }

  get isEmpty(): boolean {
    return this.#slices.length === 0;
  }

  get hasPreempted(): boolean {
    return this.#preempted > 0;
  }

  /** Who is to come in next, unless he was thrown out of a pass that still runs. */
  get newcomer(): Sequence | undefined {
    const { head } = this.state.waiting;
    return head?.passes === 0 ? head : undefined;
  }

  has(sequence: Sequence): boolean {
    return this.#chosen.has(sequence);
  }

  /**
   * Computes `tokens` more of a running sequence. Where memory is short, the latest sequences that have no part in this
   * iteration are thrown out until it is enough, which may come to the sequence itself.
   */
  advance(sequence: Sequence, tokens: number): boolean {
    while (!this.state.pool.grow(sequence.table, sequence.computed + tokens)) {
      const victim = this.state.running.findLast((one) => !one.isEnding && !this.has(one));
      if (victim === undefined) return false;
      this.#preempt(victim);
      if (victim === sequence) return false;
    }
    this.#add(sequence, tokens);
    return true;
  }

  /** Whether a newcomer may come in with `tokens` in memory, and stay a while. */
  hasRoomFor(tokens: number): boolean {
    const { limits, pool, running } = this.state;
    if (running.length >= limits.maxSequences) return false;
    const spare = running.length === 0 ? 0 : Math.floor(limits.watermark * limits.kvBlocks);
    return blocksFor(tokens, limits) + spare <= pool.free;
  }

  /** Brings the newcomer in, which `hasRoomFor` it, with as much of its past as is still in memory. */
  admit(sequence: Sequence): void {
    const { pool, running, waiting } = this.state;
    waiting.shift();
    running.push(sequence);
    sequence.computed = pool.restore(sequence.table, sequence.pending);
  }

  /** As `admit`, with memory for all that it will ever hold, so that it is never thrown out. */
  admitWhole(sequence: Sequence): void {
    this.admit(sequence);
    this.state.pool.grow(sequence.table, mostTokens(sequence.request));
  }

  finish(): Iteration {
    return { slices: this.#slices, kvBlocks: this.state.pool.used, preempted: this.#preempted };
  }

  #add(sequence: Sequence, tokens: number): void {
    const contextTokens = sequence.computed;
    const bringsToken = tokens === sequence.pending;
    const output = bringsToken ? sequence.generated + sequence.inFlight + 1 : 0;
    sequence.computed += tokens;
    if (bringsToken) sequence.inFlight++;
    sequence.passes++;
    this.left -= tokens;
    this.#chosen.add(sequence);
    this.#slices.push({ request: sequence.request, tokens, contextTokens, output });
  }

  /** Its keys and values are computed again when it comes back; the tokens that it has generated are kept. */
  #preempt(sequence: Sequence): void {
    const { pool, running, waiting } = this.state;
    running.splice(running.indexOf(sequence), 1);
    pool.release(sequence.table, sequence.computed);
    sequence.computed = 0;
    waiting.add(sequence);
    this.#preempted++;
  }
}
