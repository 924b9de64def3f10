import type { Batch, Decisions, Request, Scheduler, SchedulerEvent, Setup } from '../../policy.js';
import { ROUNDING_MS } from '../rounding-margin.js';
import type { DropRule } from './form-batch.js';
import { GpuPool } from './gpu-pool.js';
import { type Candidate, expiryMs, ModelThread } from './model-thread.js';
import type { SchedulableCondition } from './schedulable.js';

/** A model and, while its batch could run at once but for a GPU, that batch. */
interface Contender<R extends Request> {
  readonly thread: ModelThread<R>;
  pending: Candidate | undefined;
}

/**
 * Matches the candidates of models with GPUs: a model whose time has come finds a GPU, and a GPU that comes free finds the
 * pending candidate that is the first to become invalid. Timers 0 to models-1 are the models', those behind are the GPUs'.
 */
export class RankMatching<R extends Request = Request> implements Scheduler<R> {
  readonly #contenders: readonly Contender<R>[];
  readonly #pool: GpuPool<R>;
  readonly #toldAfterMs: number;

  constructor({ models, gpus, delays }: Setup, condition: SchedulableCondition, drop: DropRule) {
    this.#contenders = models.map((model, index) => {
      // Until arrivals say more, a model is thought to need its even share of the GPUs.
      const evenShare = (gpus / models.length) * (1 / model.latency.ms(1));
      const assumedPerMs = model.expectedPerSecond === undefined ? evenShare : model.expectedPerSecond / 1000;
      return {
        thread: new ModelThread<R>(index, model, delays, condition, drop, assumedPerMs),
        pending: undefined,
      };
    });
    this.#toldAfterMs = delays.controlMs;
    const leads = this.#contenders.map(({ thread }) => thread.leadMs(thread.target));
    this.#pool = new GpuPool(gpus, Math.max(0, ...leads));
  }

  on(event: SchedulerEvent<R>, decide: Decisions<R>): void {
    const { nowMs } = event;
    switch (event.type) {
      case 'arrival':
        this.#contender(event.request.model).thread.arrived(event.request, nowMs);
        this.#elect(event.request.model, nowMs, decide);
        break;
      case 'left':
        if (this.#contender(event.request.model).thread.queue.remove(event.request)) {
          this.#elect(event.request.model, nowMs, decide);
        }
        break;
      case 'timer':
        if (event.key < this.#contenders.length) this.#elect(event.key, nowMs, decide);
        else this.#fill(event.key - this.#contenders.length, nowMs, decide);
        break;
      case 'finished':
        // The GPU began with its next when it ended, not when that was told.
        this.#pool.of(event.gpu).ended(event.work, nowMs - this.#toldAfterMs);
        this.#fill(event.gpu, nowMs, decide);
        break;
      case 'lost':
        this.#pool.of(event.gpu).ended(event.work, nowMs);
        for (const request of event.work.requests) this.#contender(request.model).thread.queue.add(request);
        this.#elect(event.work.model, nowMs, decide);
        this.#fill(event.gpu, nowMs, decide);
        break;
      case 'down':
      case 'up':
        this.#pool.of(event.gpu).isUp = event.type === 'up';
        this.#fill(event.gpu, nowMs, decide);
        break;
      case 'loaded':
        break;
    }
  }

  /** Forms the model's candidate anew; sends it where its time has come and a GPU is there, and the next likewise. */
  #elect(model: number, nowMs: number, decide: Decisions<R>): void {
    const contender = this.#contender(model);
    const { thread } = contender;
    contender.pending = undefined;
    for (;;) {
      const formed = thread.form(nowMs, nowMs);
      for (const request of thread.queue.take(formed.dropped)) decide.drop(request);
      if (formed.size === 0) {
        decide.wakeAt(thread.index, Number.POSITIVE_INFINITY);
        return;
      }
      const candidate = thread.candidate(formed, nowMs);
      const decideAtMs = candidate.execAtMs - candidate.leadMs;
      if (decideAtMs > nowMs + ROUNDING_MS) {
        decide.wakeAt(thread.index, decideAtMs);
        return;
      }
      if (!this.#grant(thread, candidate, nowMs, decide)) {
        contender.pending = candidate;
        decide.wakeAt(thread.index, expiryMs(candidate));
        return;
      }
    }
  }

  /** Whether a GPU was there for it. The batch is formed once more, for when that GPU is free. */
  #grant(thread: ModelThread<R>, candidate: Candidate, nowMs: number, decide: Decisions<R>): boolean {
    const ledger = this.#pool.choose(nowMs, candidate.execAtMs, candidate.invalidAfterMs);
    if (ledger === undefined) return false;
    const freeMs = ledger.freeAtMs(nowMs);
    const { dropped, size } = thread.form(nowMs, freeMs);
    if (size === 0) return false;
    for (const request of thread.queue.take(dropped)) decide.drop(request);
    const work: Batch<R> = { model: thread.index, requests: thread.queue.take(size) };
    const readyMs = nowMs + thread.leadMs(size);
    ledger.sent(work, nowMs, readyMs, thread.durationMs(size));
    thread.ran(Math.max(readyMs, freeMs));
    decide.run(ledger.gpu, work);
    if (this.#pool.leadMs > 0) {
      decide.wakeAt(this.#contenders.length + ledger.gpu, ledger.freeAtMs(nowMs) - this.#pool.leadMs);
    }
    return true;
  }

  /** Gives a GPU that has come within reach to the pending candidates, the one that is invalid first before others. */
  #fill(gpu: number, nowMs: number, decide: Decisions<R>): void {
    while (this.#pool.isWithinReach(gpu, nowMs)) {
      let first: Contender<R> | undefined;
      for (const contender of this.#contenders) {
        const { pending } = contender;
        if (pending === undefined) continue;
        if (pending.invalidAfterMs < (first?.pending?.invalidAfterMs ?? Number.POSITIVE_INFINITY))
          first = contender;
        first ??= contender;
      }
      if (first === undefined) return;
      this.#elect(first.thread.index, nowMs, decide);
      if (first.pending !== undefined) return;
    }
  }

  #contender(model: number): Contender<R> {
    const contender = this.#contenders[model];
    if (contender === undefined) throw new RangeError(`there is no model ${model}`);
    return contender;
  }
}
