import type { Request } from '../../policy.js';
import { DeadlineQueue } from '../deadline-queue.js';
import type { FormBatch, FormedBatch, WaitingModel } from '../form-batch.js';
import type { Turnaround } from '../turnaround.js';

export interface CycleEntry {
  readonly model: number;
  /** Planned: most requests of it in a cycle. */
  readonly batch: number;
  readonly turnaround: Turnaround;
}

interface Turn extends FormedBatch {
  readonly model: number;
  readonly waiting: WaitingModel;
}

/**
 * The sessions that a GPU goes round, a batch of each, and their queues. It goes on at once to the next that waits: a cycle
 * that is not full ends early, as in the released code, and what was planned for the worst case holds.
 */
export class GpuCycle {
  #sessions: { model: number; waiting: WaitingModel }[] = [];
  #next = 0;

  add(request: Request): void {
    this.#waitingOf(request.model)?.queue.add(request);
  }

  remove(request: Request): void {
    this.#waitingOf(request.model)?.queue.remove(request);
  }

  /** Sessions of another plan. @returns requests of those that are no longer among them */
  replan(entries: readonly CycleEntry[]): Request[] {
    const before = new Map(this.#sessions.map(({ model, waiting }) => [model, waiting.queue]));
    this.#next = 0;
    this.#sessions = entries.map(({ model, batch, turnaround }) => {
      const queue = before.get(model) ?? new DeadlineQueue();
      before.delete(model);
      return { model, waiting: { queue, turnaround, mostRequests: batch } };
    });
    return [...before.values()].flatMap((queue) => queue.take(queue.size));
  }

  /** The next batch in the cycle that has something in it; on the way, each session's requests to be dropped. */
  *turns(form: FormBatch, nowMs: number): Generator<Turn> {
    for (let tried = 0; tried < this.#sessions.length; tried++) {
      const session = this.#sessions[this.#next];
      this.#next = (this.#next + 1) % this.#sessions.length;
      if (session === undefined || session.waiting.queue.size === 0) continue;
      const formed = form(session.waiting, nowMs);
      yield { ...session, ...formed };
      if (formed.size > 0) return;
    }
  }

  #waitingOf(model: number): WaitingModel | undefined {
    return this.#sessions.find((session) => session.model === model)?.waiting;
  }
}
