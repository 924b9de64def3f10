import type { Decisions, Request, Setup } from '../../policy.js';
import { type Demand, loadPriorities } from './load-priority.js';
import type { ModelController } from './model-controller.js';
import type { ClockworkOptions } from './options.js';
import { PageCache } from './page-cache.js';

interface Memory {
  readonly cache: PageCache;
  /** When all weights that were sent to it are there. */
  channelFreeMs: number;
}

/** Keeps finite what is asked by requests that a load would come too late for; it still helps those after them. */
const LEAST_LOAD_MS = 1;

/** Which weights lie where, and which are sent next. Models without weights are everywhere. */
export class LoadScheduler<R extends Request> {
  /** Whether any model has weights. */
  readonly hasWeights: boolean;
  readonly #memories: readonly Memory[];
  readonly #setup: Setup;
  readonly #options: ClockworkOptions;
  /** Share of a GPU's time that the requests of each model ask for which are not answered. */
  readonly #run: number[];

  constructor(setup: Setup, options: ClockworkOptions) {
    this.#setup = setup;
    this.#options = options;
    this.#run = setup.models.map(() => 0);
    this.hasWeights = setup.models.some(({ weights }) => weights !== undefined);
    const pages = Math.floor((setup.gpuMemoryBytes ?? Number.POSITIVE_INFINITY) / options.pageBytes);
    this.#memories = Array.from({ length: setup.gpus }, () => ({
      cache: new PageCache(pages),
      channelFreeMs: 0,
    }));
  }

  /** A request came, or (`sign` -1) is over. */
  ask({ model, arrivalMs, deadlineMs }: R, sign: 1 | -1): void {
    const shareOfGpu =
      (this.#setup.models[model]?.latency.ms(1) ?? 0) / Math.max(deadlineMs - arrivalMs, LEAST_LOAD_MS);
    this.#run[model] = Math.max(0, (this.#run[model] ?? 0) + sign * shareOfGpu);
  }

  isLoaded(model: number, gpu: number): boolean {
    return this.#setup.models[model]?.weights === undefined || this.#cache(gpu)?.isLoaded(model) === true;
  }

  used(model: number, gpu: number): void {
    this.#cache(gpu)?.used(model);
  }

  loaded(model: number, gpu: number): void {
    this.#cache(gpu)?.loaded(model);
  }

  /** It failed, and holds nothing any more. */
  lost(gpu: number, nowMs: number): void {
    const memory = this.#memories[gpu];
    if (memory === undefined) return;
    memory.cache.clear();
    memory.channelFreeMs = nowMs;
  }

  /** Sends weights to a GPU, those most asked for first, as far in advance as work is sent. */
  schedule(
    gpu: number,
    waiting: ReadonlySet<ModelController<R>>,
    isInUse: (model: number) => boolean,
    nowMs: number,
    decide: Decisions<R>,
  ): void {
    const memory = this.#memories[gpu];
    if (memory === undefined) return;
    while (memory.channelFreeMs < nowMs + this.#options.aheadMs) {
      const model = this.#mostAskedFor(memory.cache, waiting);
      const weights = model?.model.weights;
      if (model === undefined || weights === undefined) return;
      const pages = Math.ceil(weights.bytes / this.#options.pageBytes);
      const evict = memory.cache.evictionsFor(pages, (one) => !isInUse(one));
      if (evict === undefined) return;
      memory.cache.load(model.index, pages, evict);
      memory.channelFreeMs =
        Math.max(memory.channelFreeMs, nowMs + this.#setup.delays.controlMs) + weights.transferMs;
      decide.load(gpu, model.index, evict);
    }
  }

  #mostAskedFor(cache: PageCache, waiting: ReadonlySet<ModelController<R>>): ModelController<R> | undefined {
    const lacking = [...waiting].filter(
      ({ index, model }) => model.weights !== undefined && !cache.holds(index),
    );
    if (lacking.length === 0) return undefined;
    const demands = this.#setup.models.map((_, model) => this.#demand(model));
    for (const model of lacking)
      demands[model.index] = { ...this.#demand(model.index), load: this.#loadDemand(model) };
    const priorities = loadPriorities(demands, this.#setup.gpus);
    let best: ModelController<R> | undefined;
    let bestPriority = 0;
    for (const model of lacking) {
      const priority = priorities[model.index] ?? 0;
      if (priority < bestPriority || (priority === bestPriority && model.index >= (best?.index ?? 0)))
        continue;
      best = model;
      bestPriority = priority;
    }
    return best;
  }

  #demand(model: number): Demand {
    const gpus = this.#memories.flatMap(({ cache }, gpu) => (cache.holds(model) ? [gpu] : []));
    return { run: this.#run[model] ?? 0, load: 0, gpus };
  }

  /** Of the requests that wait, each of which leaves so much time for the weights before it must run. */
  #loadDemand({ model, queues }: ModelController<R>): number {
    const { aheadMs, sloBufferMs, mostLoadMs } = this.#options;
    const aloneMs = model.latency.ms(1);
    const otherMs = (model.weights?.transferMs ?? 0) + aloneMs + sloBufferMs + aheadMs;
    return queues.waiting.reduce((sum, { arrivalMs, deadlineMs }) => {
      const leftMs = Math.min(mostLoadMs, deadlineMs - arrivalMs - otherMs);
      return sum + aloneMs / Math.max(leftMs, LEAST_LOAD_MS);
    }, 0);
  }

  #cache(gpu: number): PageCache | undefined {
    return this.#memories[gpu]?.cache;
  }
}
