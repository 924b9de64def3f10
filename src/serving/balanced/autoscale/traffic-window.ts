import type { InstanceTraffic } from './autoscaler.js';

/** Counts of an instance since it started. */
export interface TrafficCounts {
  readonly id: number;
  /** Takes part now. One that does not (yet, or any more) is remembered, and its rate does not count. */
  readonly ready: boolean;
  readonly assigned: number;
  readonly answered: number;
  readonly outstanding: number;
}

/** Rates between one look and the next. */
export class TrafficWindow {
  #lastMs: number;
  #last = new Map<number, TrafficCounts>();

  constructor(nowMs: number) {
    this.#lastMs = nowMs;
  }

  /**
   * Rates of the ready ones since the last look. One that is new counts from 0; one that is not here any more is
   * forgotten, so a rate that it once had cannot keep others alive.
   */
  look(counts: readonly TrafficCounts[], nowMs: number): readonly InstanceTraffic[] {
    const seconds = (nowMs - this.#lastMs) / 1000;
    const traffic = counts
      .filter(({ ready }) => ready)
      .map(({ id, assigned, answered, outstanding }) => {
        const last = this.#last.get(id);
        return {
          id,
          assignedRps: seconds > 0 ? (assigned - (last?.assigned ?? 0)) / seconds : 0,
          answeredRps: seconds > 0 ? (answered - (last?.answered ?? 0)) / seconds : 0,
          outstanding,
        };
      });
    this.#lastMs = nowMs;
    // Copied, since the counts are those of a living instance and go on.
    this.#last = new Map(counts.map((c) => [c.id, snapshot(c)]));
    return traffic;
  }
}

function snapshot({ id, ready, assigned, answered, outstanding }: TrafficCounts): TrafficCounts {
  return { id, ready, assigned, answered, outstanding };
}
