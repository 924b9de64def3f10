import type { PlanPart } from '../arrivals/split.js';

/** A timer may come this much late: nearer to its time a request is waited for by turning the event loop. */
const TIMER_SLACK_MS = 2.5;
/** Requests that leave in one turn of the loop when it has fallen behind: between turns, answers are read and timed. */
const MOST_AT_ONCE = 32;

/** A blocking sleep may end this much late, and is not worth its cost below twice that. */
const SLEEP_SLACK_MS = 0.2;
const asleep = new Int32Array(new SharedArrayBuffer(4));

interface OpenLoopOptions {
  readonly part: PlanPart;
  /** Whether no answer can come before the next request leaves. */
  isIdle(): boolean;
  now(): number;
  send(index: number, intendedMs: number): void;
  onSent(): void;
}

/**
 * Sends every request of a plan at its time, whatever became of those before. Far from the next one it sleeps; within
 * the slack of timers, which count whole milliseconds, it spins over `setImmediate`, so that sockets are served meanwhile.
 * With nothing in flight it sleeps in that time too: a process that spins without need is the first one to be put aside on a
 * busy host.
 * @returns how to stop it
 */
export function runOpenLoop({ part, isIdle, now, send, onSent }: OpenLoopOptions): () => void {
  const { timesMs, first, stride } = part;
  let next = 0;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  const turn = () => {
    if (stopped) return;
    const last = Math.min(timesMs.length, next + MOST_AT_ONCE);
    let due = timesMs[next] ?? Number.POSITIVE_INFINITY;
    while (next < last && due <= now()) {
      send(first + next * stride, due);
      due = timesMs[++next] ?? Number.POSITIVE_INFINITY;
    }
    if (next === timesMs.length) {
      onSent();
      return;
    }
    const waitMs = due - now();
    if (waitMs > TIMER_SLACK_MS) timer = setTimeout(turn, Math.min(waitMs - TIMER_SLACK_MS, 2 ** 30));
    else {
      if (waitMs > 2 * SLEEP_SLACK_MS && isIdle()) Atomics.wait(asleep, 0, 0, waitMs - SLEEP_SLACK_MS);
      setImmediate(turn);
    }
  };
  turn();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}
