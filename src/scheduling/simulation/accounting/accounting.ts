import type { Batch, Request } from '../../policy.js';
import type { Executor } from '../executor.js';
import type { SimulationEnd } from '../simulate.js';
import type { Simulation, SimulationObserver } from '../simulation.js';
import { type Account, requestsOf } from './account.js';
import { Latencies } from './latencies.js';

/** The part of a run that is counted. */
export interface AccountWindow {
  /** Requests that arrive before it are not counted. */
  readonly fromMs?: number | undefined;
  /** Nor those that arrive at it or later; undefined: all until the end. */
  readonly untilMs?: number | undefined;
}

type Tally = { good: number; late: number; dropped: number; unfinished: number };

const emptyTally = (): Tally => ({ good: 0, late: 0, dropped: 0, unfinished: 0 });

/** Keeps the account of one simulation, to which it is given as an observer. */
export class Accounting<R extends Request = Request, W = Batch<R>> implements SimulationObserver<R, W> {
  readonly #executor: Executor<R, W>;
  readonly #fromMs: number;
  readonly #untilMs: number;
  readonly #latencies = new Latencies();
  readonly #byModel: Tally[];
  readonly #sizes: number[] = [];
  readonly #busyMs: number[];
  #lostMs = 0;

  constructor({ setup, executor }: Pick<Simulation<R, W>, 'setup' | 'executor'>, window: AccountWindow = {}) {
    this.#executor = executor;
    this.#fromMs = window.fromMs ?? 0;
    this.#untilMs = window.untilMs ?? Number.POSITIVE_INFINITY;
    this.#byModel = setup.models.map(emptyTally);
    this.#busyMs = new Array(setup.gpus).fill(0);
  }

  answered(request: R, atMs: number): void {
    const tally = this.#tallyOf(request);
    if (tally === undefined) return;
    if (atMs <= request.deadlineMs) tally.good++;
    else tally.late++;
    this.#latencies.add(atMs - request.arrivalMs);
  }

  dropped(request: R): void {
    const tally = this.#tallyOf(request);
    if (tally !== undefined) tally.dropped++;
  }

  ran(gpu: number, work: W, startMs: number, endMs: number, lost: boolean): void {
    const busyMs = Math.min(endMs, this.#untilMs) - Math.max(startMs, this.#fromMs);
    if (busyMs > 0) {
      this.#busyMs[gpu] = (this.#busyMs[gpu] ?? 0) + busyMs;
      if (lost) this.#lostMs += busyMs;
    }
    if (lost || !this.#isCounted(startMs)) return;
    const size = this.#executor.requestsOf(work).length;
    while (this.#sizes.length <= size) this.#sizes.push(0);
    this.#sizes[size] = (this.#sizes[size] ?? 0) + 1;
  }

  /** To be asked once, when the simulation is over. */
  close({ endMs, unfinished }: SimulationEnd<R>): Account {
    for (const request of unfinished) {
      const tally = this.#tallyOf(request);
      if (tally !== undefined) tally.unfinished++;
    }
    const total = emptyTally();
    for (const { good, late, dropped, unfinished } of this.#byModel) {
      total.good += good;
      total.late += late;
      total.dropped += dropped;
      total.unfinished += unfinished;
    }
    const windowMs = Math.max(0, Math.min(endMs, this.#untilMs) - this.#fromMs);
    const requests = requestsOf(total);
    const pieces = this.#sizes.reduce((sum, count) => sum + count, 0);
    const busyMs = this.#busyMs.reduce((sum, ms) => sum + ms, 0);
    return {
      ...total,
      windowMs,
      goodShare: requests === 0 ? 1 : total.good / requests,
      goodPerSecond: windowMs === 0 ? 0 : total.good / (windowMs / 1000),
      latencies: this.#latencies,
      byModel: this.#byModel,
      sizes: this.#sizes,
      meanSize: this.#sizes.reduce((sum, count, size) => sum + count * size, 0) / pieces,
      busyMs: this.#busyMs,
      lostMs: this.#lostMs,
      gpusUsed: this.#busyMs.filter((ms) => ms > 0).length,
      utilisation: windowMs === 0 ? 0 : busyMs / (windowMs * this.#busyMs.length),
    };
  }

  #isCounted(atMs: number): boolean {
    return atMs >= this.#fromMs && atMs < this.#untilMs;
  }

  #tallyOf({ arrivalMs, model }: R): Tally | undefined {
    if (!this.#isCounted(arrivalMs)) return undefined;
    const tally = this.#byModel[model];
    if (tally !== undefined) return tally;
    throw new RangeError(`expected requests of ${this.#byModel.length} models; got one of model ${model}`);
  }
}
