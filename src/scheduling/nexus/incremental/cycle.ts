import { sizeFor } from '../session.js';
import type { Instance } from './instance.js';

export interface Cycle {
  readonly dutyMs: number;
  readonly workMs: number;
  /** More work than the cycle holds, or a load beyond a whole GPU's batch. */
  readonly isOverloaded: boolean;
  /** With the batches that come in such a cycle. */
  readonly instances: readonly Instance[];
}

/** So much of a request beyond a whole number of them is rounding, to the released code. */
const EPSILON = 1e-3;

/** The cycle of a GPU is the shortest that one of its instances needs (`calc_cycle` of the released code). */
export function cycleOf(instances: readonly Instance[]): Cycle {
  const dutyMs = Math.min(...instances.map(({ maxDutyMs }) => maxDutyMs));
  let workMs = 0;
  let isOverloaded = false;
  const fitted = instances.map((instance) => {
    const { session, maxBatch } = instance;
    const wanted = sizeFor(session, ceilBatch((dutyMs * instance.workloadPerSecond) / 1000));
    const isTooLarge = wanted === undefined || wanted > maxBatch;
    isOverloaded ||= isTooLarge;
    const batch = isTooLarge ? maxBatch : wanted;
    const batchMs = session.latency.ms(batch);
    workMs += batchMs;
    return { ...instance, batch, workMs: batchMs };
  });
  return { dutyMs, workMs, isOverloaded: isOverloaded || workMs > dutyMs, instances: fitted };
}

function ceilBatch(requests: number): number {
  const whole = Math.floor(requests);
  return requests - whole < EPSILON && whole !== 0 ? whole : Math.ceil(requests);
}
