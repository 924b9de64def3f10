import type { Clock } from '../../batching/clock.js';

const TIMERS = 40;
const EACH_MS = 10;

/** How late timers are on this host at worst, of some that were waited for one after another. */
export async function timerLatenessMs(clock: Clock): Promise<number> {
  let longestMs = 0;
  for (let i = 0; i < TIMERS; i++) {
    const dueMs = clock.nowMs() + EACH_MS;
    await new Promise<void>((resolve) => clock.after(EACH_MS, resolve));
    longestMs = Math.max(longestMs, clock.nowMs() - dueMs);
  }
  return longestMs;
}
