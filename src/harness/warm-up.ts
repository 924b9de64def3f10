import type { Trial } from '../suites/suite.js';
import type { Clock } from './clock.js';

/** Tiers of V8's and of an engine's own compiler are behind a cell after this much work. */
const WARM_UP_MS = 300;
const WARM_UP_RUNS = 30;
/** A round shorter than this repeats its work, so that the clock's and the call's grain do not show. */
const ROUND_MS = 20;
const MOST_REPEATS = 1000;

/** Runs a trial until it is warm; returns how many runs should make one round. */
export async function warmUp(trial: Trial, clock: Clock): Promise<number> {
  let lastMs = 0;
  let spentMs = 0;
  for (let runs = 0; runs === 0 || (runs < WARM_UP_RUNS && spentMs < WARM_UP_MS); runs++) {
    const started = clock.now();
    await trial.run();
    lastMs = clock.now() - started;
    spentMs += lastMs;
  }
  return Math.min(MOST_REPEATS, Math.max(1, Math.round(ROUND_MS / Math.max(lastMs, 1e-3))));
}
