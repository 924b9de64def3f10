import type { CeilingLoops } from '../../backends/backend.js';
import type { Clock } from '../clock.js';

export interface LoopRates {
  /** 1e9 a second. */
  readonly readGbps: number;
  readonly fp32Gflops: number;
  readonly int8Gops?: number;
}

/** Long enough for a core to reach its clock rate, and for a pass that nothing disturbed. */
const LOOP_MS = 300;

/** The best rate of each loop: whatever disturbs one only makes it slower. */
export async function timeLoops(loops: CeilingLoops, clock: Clock): Promise<LoopRates> {
  const int8 = loops.multiplyAddInt8?.bind(loops);
  return {
    readGbps: await bestRate(() => loops.read(), clock),
    fp32Gflops: await bestRate(() => loops.multiplyAdd(), clock),
    ...(int8 !== undefined && { int8Gops: await bestRate(int8, clock) }),
  };
}

async function bestRate(loop: () => Promise<number>, clock: Clock): Promise<number> {
  // The first pass meets cold pages and code that is not compiled yet.
  await loop();
  const end = clock.now() + LOOP_MS;
  let best = 0;
  do {
    const started = clock.now();
    const amount = await loop();
    best = Math.max(best, amount / (clock.now() - started) / 1e6);
  } while (clock.now() < end);
  return best;
}
