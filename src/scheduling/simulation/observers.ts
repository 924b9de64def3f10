import type { Request } from '../policy.js';
import type { SimulationObserver } from './simulation.js';

/** All that are told of a simulation, each only of what it wants to hear. */
export class Observers<R extends Request, W> {
  readonly #answered: readonly SimulationObserver<R, W>[];
  readonly #dropped: readonly SimulationObserver<R, W>[];
  readonly #ran: readonly SimulationObserver<R, W>[];
  readonly #loaded: readonly SimulationObserver<R, W>[];

  constructor(all: readonly SimulationObserver<R, W>[]) {
    this.#answered = all.filter(({ answered }) => answered !== undefined);
    this.#dropped = all.filter(({ dropped }) => dropped !== undefined);
    this.#ran = all.filter(({ ran }) => ran !== undefined);
    this.#loaded = all.filter(({ loaded }) => loaded !== undefined);
  }

  answered(requests: readonly R[], atMs: number): void {
    for (const observer of this.#answered) {
      for (const request of requests) observer.answered?.(request, atMs);
    }
  }

  dropped(request: R, atMs: number): void {
    for (const observer of this.#dropped) observer.dropped?.(request, atMs);
  }

  ran(gpu: number, work: W, startMs: number, endMs: number, lost: boolean): void {
    for (const observer of this.#ran) observer.ran?.(gpu, work, startMs, endMs, lost);
  }

  loaded(gpu: number, model: number, startMs: number, endMs: number): void {
    for (const observer of this.#loaded) observer.loaded?.(gpu, model, startMs, endMs);
  }
}
