import type { Batch, Decisions, Request, Scheduler, SchedulerEvent, Setup } from '../../policy.js';
import { GpuLedger } from '../gpu-ledger.js';
import { ROUNDING_MS } from '../rounding-margin.js';
import { chooseInference } from './choose-inference.js';
import { LoadScheduler } from './load-scheduler.js';
import { ModelController } from './model-controller.js';
import type { ClockworkOptions } from './options.js';

/**
 * Clockwork's controller: after each event GPUs take turns, each for one batch, until all have work for `aheadMs`. A GPU's
 * timer comes when it has no longer; the timer of a model, behind those of the GPUs, when its first request is late.
 */
export class ClockworkController<R extends Request = Request> implements Scheduler<R> {
  readonly #setup: Setup;
  readonly #options: ClockworkOptions;
  readonly #models: readonly ModelController<R>[];
  readonly #gpus: readonly GpuLedger<Batch<R>>[];
  readonly #loads: LoadScheduler<R>;
  readonly #waiting = new Set<ModelController<R>>();
  #turn = 0;

  constructor(setup: Setup, options: ClockworkOptions) {
    this.#setup = setup;
    this.#options = options;
    this.#models = setup.models.map((model, index) => new ModelController<R>(index, model, options));
    this.#gpus = Array.from({ length: setup.gpus }, (_, gpu) => new GpuLedger<Batch<R>>(gpu));
    this.#loads = new LoadScheduler(setup, options);
  }

  on(event: SchedulerEvent<R>, decide: Decisions<R>): void {
    const { nowMs } = event;
    this.#note(event, decide);
    if (this.#loads.hasWeights) this.#load(nowMs, decide);
    for (let passes = 0; passes < this.#gpus.length && this.#waiting.size > 0; ) {
      const ledger = this.#gpus[this.#turn];
      this.#turn = (this.#turn + 1) % this.#gpus.length;
      passes = ledger !== undefined && this.#infer(ledger, nowMs, decide) ? 0 : passes + 1;
    }
  }

  /** Keeps what happened. */
  #note(event: SchedulerEvent<R>, decide: Decisions<R>): void {
    switch (event.type) {
      case 'arrival':
        this.#loads.ask(event.request, 1);
        this.#queue([event.request], decide);
        break;
      case 'left': {
        const model = this.#models[event.request.model];
        if (model?.queues.remove(event.request) !== true) break;
        this.#loads.ask(event.request, -1);
        this.#changed(model, decide);
        break;
      }
      case 'finished':
        this.#finished(event.gpu, event.work, event.nowMs);
        break;
      case 'lost':
        this.#gpus[event.gpu]?.ended(event.work, event.nowMs);
        this.#queue(event.work.requests, decide);
        break;
      case 'down':
        this.#setUp(event.gpu, false);
        this.#loads.lost(event.gpu, event.nowMs);
        break;
      case 'up':
        this.#setUp(event.gpu, true);
        break;
      case 'loaded':
        this.#loads.loaded(event.model, event.gpu);
        break;
      case 'timer': {
        const model = this.#models[event.key - this.#gpus.length];
        if (model === undefined) break;
        this.#drop(model.dropLate(event.nowMs), decide);
        this.#changed(model, decide);
        break;
      }
    }
  }

  #finished(gpu: number, work: Batch<R>, nowMs: number): void {
    // It is told of the end as much later as a decision takes to the GPU.
    const ranMs = this.#gpus[gpu]?.ended(work, nowMs - this.#setup.delays.controlMs);
    if (ranMs !== undefined) this.#models[work.model]?.measured(work.requests.length, ranMs);
    for (const request of work.requests) this.#loads.ask(request, -1);
  }

  #queue(requests: readonly R[], decide: Decisions<R>): void {
    for (const request of requests) this.#models[request.model]?.queues.add(request);
    const model = this.#models[requests[0]?.model ?? -1];
    if (model !== undefined) this.#changed(model, decide);
  }

  #load(nowMs: number, decide: Decisions<R>): void {
    for (const ledger of this.#gpus) {
      const isInUse = (model: number) => ledger.hasSent((work) => work.model === model);
      if (ledger.isUp) this.#loads.schedule(ledger.gpu, this.#waiting, isInUse, nowMs, decide);
    }
  }

  /** Whether a GPU that has not enough work was given some. */
  #infer(ledger: GpuLedger<Batch<R>>, nowMs: number, decide: Decisions<R>): boolean {
    const { aheadMs, futureMs } = this.#options;
    const freeMs = Math.max(nowMs + futureMs, ledger.freeAtMs(nowMs));
    if (!ledger.isUp || freeMs >= nowMs + aheadMs) return false;
    const loaded = [...this.#waiting].filter(({ index }) => this.#loads.isLoaded(index, ledger.gpu));
    const { dropped, chosen } = chooseInference(loaded, freeMs);
    this.#drop(dropped, decide);
    for (const model of new Set(dropped.map((request) => request.model))) {
      const controller = this.#models[model];
      if (controller !== undefined) this.#changed(controller, decide);
    }
    if (chosen === undefined) return false;
    const { model, batch } = chosen;
    this.#changed(model, decide);
    const { controlMs, dataMsPerRequest } = this.#setup.delays;
    const readyMs = nowMs + controlMs + dataMsPerRequest * batch.length;
    const work = { model: model.index, requests: batch };
    ledger.sent(work, nowMs, readyMs, model.estimateMs(batch.length));
    this.#loads.used(model.index, ledger.gpu);
    decide.run(ledger.gpu, work);
    decide.wakeAt(ledger.gpu, ledger.freeAtMs(nowMs) - aheadMs + ROUNDING_MS);
    return true;
  }

  #drop(requests: readonly R[], decide: Decisions<R>): void {
    for (const request of requests) {
      this.#loads.ask(request, -1);
      decide.drop(request);
    }
  }

  #changed(model: ModelController<R>, decide: Decisions<R>): void {
    if (model.queues.waiting.length > 0) this.#waiting.add(model);
    else this.#waiting.delete(model);
    decide.wakeAt(this.#gpus.length + model.index, model.firstLateMs + ROUNDING_MS);
  }

  #setUp(gpu: number, isUp: boolean): void {
    const ledger = this.#gpus[gpu];
    if (ledger !== undefined) ledger.isUp = isUp;
  }
}
