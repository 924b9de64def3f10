import type { Trial } from '../suites/suite.js';
import type { Clock } from './clock.js';

/** Tiers of V8's and of an engine's own compiler are behind a cell after this much work. */
const WARM_UP_MS = 300;
const WARM_UP_RUNS = 30;
/** A round shorter than this repeats its work, so that the clock's and the call's grain do not show. */
const ROUND_MS = 20;
const MOST_REPEATS = 1000;

/** Runs a trial until it is warm; returns how many runs make one round of `roundMs`. */
export async function warmUp(trial: Trial, clock: Clock, roundMs = ROUND_MS): Promise<number> {
  const partMs = trial.warmUp === undefined ? 0 : await timed(clock, () => trial.warmUp?.());
  if (partMs >= WARM_UP_MS) return 1;
  // The first run compiles, and any can be held up by what else the host does: the quickest is the work itself.
  let leastMs = Number.POSITIVE_INFINITY;
  let spentMs = 0;
  for (let runs = 0; runs === 0 || (runs < WARM_UP_RUNS && spentMs < WARM_UP_MS); runs++) {
    const runMs = await timed(clock, () => trial.run());
    leastMs = Math.min(leastMs, runMs);
    spentMs += runMs;
  }
  return Math.min(MOST_REPEATS, Math.max(1, Math.round(roundMs / Math.max(leastMs, 1e-3))));
}

async function timed(clock: Clock, work: () => unknown): Promise<number> {
  const started = clock.now();
  await work();
  return clock.now() - started;
}
