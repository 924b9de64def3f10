import { EventHeap } from './kernels/event-heap.js';

export type EventKind = 'gpu' | 'finished' | 'answers' | 'timer' | 'transfer' | 'loaded' | 'down' | 'up';

/** What an event is about; records are used again and again. */
export interface ScheduledEvent<R, W> {
  kind: EventKind;
  /** The GPU, or the key of a timer. */
  number: number;
  model: number;
  startMs: number;
  work: W | undefined;
  answers: readonly R[];
}

const NO_ANSWERS: readonly never[] = [];

/** The heap of events with what each is about. */
export class ScheduledEvents<R, W> {
  readonly heap = new EventHeap();
  readonly #records: ScheduledEvent<R, W>[] = [];

  /** An event that is filled in by whoever made it, and scheduled. */
  add(kind: EventKind, number: number, atMs: number): ScheduledEvent<R, W> {
    const slot = this.reserve(kind, number);
    this.heap.schedule(slot, atMs);
    return this.record(slot);
  }

  /** The slot of an event that is not scheduled yet. */
  reserve(kind: EventKind, number: number): number {
    const slot = this.heap.allocate();
    const record = this.#records[slot];
    if (record === undefined) {
      this.#records[slot] = { kind, number, model: 0, startMs: 0, work: undefined, answers: NO_ANSWERS };
    } else {
      record.kind = kind;
      record.number = number;
    }
    return slot;
  }

  record(slot: number): ScheduledEvent<R, W> {
    const record = this.#records[slot];
    if (record === undefined) throw new RangeError(`event ${slot} was never reserved`);
    return record;
  }

  /** Takes an event out for good, so that its record is free for the next. */
  remove(slot: number): void {
    this.heap.cancel(slot);
    const record = this.record(slot);
    record.work = undefined;
    record.answers = NO_ANSWERS;
    this.heap.release(slot);
  }

  /** Slots of the events that are scheduled and that `matches` holds for, a search through all. */
  where(matches: (event: ScheduledEvent<R, W>) => boolean): number[] {
    return this.heap.scheduledSlots().filter((slot) => matches(this.record(slot)));
  }
}
