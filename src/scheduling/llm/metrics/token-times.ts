import type { SimulationObserver } from '../../simulation/simulation.js';
import { type Iteration, tokensOf } from '../iteration.js';
import type { LlmRequest } from '../llm-request.js';

/** When one request's tokens came, in milliseconds of virtual time. */
export interface TokenTimes {
  readonly request: LlmRequest;
  readonly firstMs: number;
  readonly lastMs: number;
}

/** Of all GPUs together, over the time in which they ran. */
export interface GpuUse {
  readonly iterations: number;
  readonly busyMs: number;
  /** Sums over iterations of their length times how many sequences ran, how many blocks were in use. */
  readonly sequenceMs: number;
  readonly blockMs: number;
  readonly mostBlocks: number;
  readonly tokens: number;
  readonly preemptions: number;
}

/** Keeps what iterations brought to requests, from what the engine tells of them alone. */
export class TokenRecorder implements SimulationObserver<LlmRequest, Iteration> {
  readonly #first = new Map<number, number>();
  readonly #answered: TokenTimes[] = [];
  #dropped = 0;
  #use: GpuUse = {
    iterations: 0,
    busyMs: 0,
    sequenceMs: 0,
    blockMs: 0,
    mostBlocks: 0,
    tokens: 0,
    preemptions: 0,
  };

  /** Complete answers in the order of their requests' arrival. */
  answers(): TokenTimes[] {
    return this.#answered.toSorted((one, other) => one.request.id - other.request.id);
  }

  get droppedCount(): number {
    return this.#dropped;
  }

  get use(): GpuUse {
    return this.#use;
  }

  ran(_gpu: number, work: Iteration, startMs: number, endMs: number, lost: boolean): void {
    const ms = endMs - startMs;
    const { slices, kvBlocks, preempted } = work;
    const { iterations, busyMs, sequenceMs, blockMs, mostBlocks, tokens, preemptions } = this.#use;
    this.#use = {
      iterations: iterations + 1,
      busyMs: busyMs + ms,
      sequenceMs: sequenceMs + ms * slices.length,
      blockMs: blockMs + ms * kvBlocks,
      mostBlocks: Math.max(mostBlocks, kvBlocks),
      tokens: tokens + tokensOf(work),
      preemptions: preemptions + preempted,
    };
    if (lost) return;
    for (const { request, output } of slices) {
      if (output === 1) this.#first.set(request.id, endMs);
    }
  }

  answered(request: LlmRequest, atMs: number): void {
    const firstMs = this.#first.get(request.id) ?? atMs;
    this.#first.delete(request.id);
    this.#answered.push({ request, firstMs, lastMs: atMs });
  }

  dropped(): void {
    this.#dropped++;
  }
}
