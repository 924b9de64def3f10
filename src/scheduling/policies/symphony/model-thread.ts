import type { Delays, Model, Request } from '../../policy.js';
import { DeadlineQueue } from '../deadline-queue.js';
import { ROUNDING_MS } from '../rounding-margin.js';
import { ArrivalRate } from './arrival-rate.js';
import { type DropRule, type FormedBatch, formBatch } from './form-batch.js';
import { type SchedulableCondition, schedulableAtMs } from './schedulable.js';
import { targetBatch } from './target-batch.js';

/** The batch that a model would run next. */
export interface Candidate {
  readonly size: number;
  /** When it is to begin. */
  readonly execAtMs: number;
  /** When it can no longer begin and be in time. */
  readonly invalidAfterMs: number;
  /** How long it is on its way to a GPU. */
  readonly leadMs: number;
}

/** What Symphony keeps of a model: its queue and the one batch that stands for election. */
export class ModelThread<R extends Request> {
  readonly queue = new DeadlineQueue<R>();
  readonly #rate = new ArrivalRate();
  readonly #model: Model;
  readonly #delays: Delays;
  readonly #condition: SchedulableCondition;
  readonly #drop: DropRule;
  #target: number;
  #lastRunMs = 0;

  /** `assumedPerMs`: arrivals a millisecond until enough were seen. */
  constructor(
    readonly index: number,
    model: Model,
    delays: Delays,
    condition: SchedulableCondition,
    drop: DropRule,
    assumedPerMs: number,
  ) {
    this.#model = model;
    this.#delays = delays;
    this.#condition = condition;
    this.#drop = drop;
    this.#target = this.#targetAt(assumedPerMs);
  }

  get target(): number {
    return this.#target;
  }

  arrived(request: R, nowMs: number): void {
    this.queue.add(request);
    if (!this.#rate.arrived(nowMs)) return;
    const { perMs } = this.#rate;
    if (perMs !== undefined && perMs > 0) this.#target = this.#targetAt(perMs);
  }

  /** From a decision to a batch's being at a GPU. */
  leadMs(batch: number): number {
    return this.#delays.controlMs + this.#delays.dataMsPerRequest * batch;
  }

  /** What is to be given up and run of the queue on a GPU that is free from `freeMs` on. */
  form(nowMs: number, freeMs: number): FormedBatch {
    return formBatch({
      queue: this.queue,
      latency: this.#model.latency,
      startMs: (batch) => Math.max(nowMs + this.leadMs(batch), freeMs),
      dueMs: (request) => request.deadlineMs - this.#delays.responseMs - ROUNDING_MS,
      target: this.#target,
      drop: this.#drop,
    });
  }

  /** When the front of the queue, of what `form` keeps, is to run. */
  candidate({ size, dueMs }: FormedBatch, nowMs: number): Candidate {
    const { latency } = this.#model;
    const first = this.queue.at(0);
    const leadMs = this.leadMs(size);
    const execAtMs = schedulableAtMs(this.#condition, {
      size,
      target: this.#target,
      latency,
      earliestMs: nowMs + leadMs,
      // A batch that runs at its last moment is formed once more then, and must not have become late by rounding.
      dueMs: dueMs - ROUNDING_MS,
      dataMsPerRequest: this.#delays.dataMsPerRequest,
      arrivalMs: first?.arrivalMs ?? nowMs,
      sloMs: this.#model.sloMs,
      lastRunMs: this.#lastRunMs,
      perMs: this.#rate.perMs,
    });
    const isLate = dueMs === Number.NEGATIVE_INFINITY;
    return {
      size,
      execAtMs,
      leadMs,
      invalidAfterMs: isLate ? Number.POSITIVE_INFINITY : dueMs - latency.ms(size),
    };
  }

  ran(startMs: number): void {
    this.#lastRunMs = startMs;
  }

  durationMs(batch: number): number {
    return this.#model.latency.ms(batch);
  }

  #targetAt(perMs: number): number {
    const { latency, sloMs } = this.#model;
    const { controlMs, responseMs, dataMsPerRequest } = this.#delays;
    return targetBatch({ latency, budgetMs: sloMs - controlMs - responseMs, dataMsPerRequest, perMs });
  }
}

/** The first moment at which a candidate that waits for a GPU is no longer good. */
export function expiryMs({ invalidAfterMs, leadMs }: Candidate): number {
  return invalidAfterMs - leadMs + ROUNDING_MS;
}
