import { UsageError } from '../../errors.js';
import type { Request } from '../policy.js';
import type { Fault } from './simulation.js';
import type { World } from './world.js';

/**
 * Schedules what the GPUs will suffer.
 * @throws UsageError for a GPU that is not there, a time that is none, or two faults of one GPU at the same time
 */
export function scheduleFaults<R extends Request, W>(world: World<R, W>, faults: readonly Fault[]): void {
  const upAgainMs = new Map<number, number>();
  for (const { gpu, downMs, upMs } of [...faults].sort((one, other) => one.downMs - other.downMs)) {
    const text = `GPU ${gpu} down from ${downMs} ms to ${upMs} ms`;
    if (world.gpus[gpu] === undefined) {
      throw new UsageError(`expected faults of the ${world.gpus.length} GPUs there are; got ${text}`);
    }
    if (!(downMs >= (upAgainMs.get(gpu) ?? 0) && downMs < Number.POSITIVE_INFINITY && upMs > downMs)) {
      throw new UsageError(`expected faults of a GPU to end after they begin and one by one; got ${text}`);
    }
    upAgainMs.set(gpu, upMs);
    world.events.add('down', gpu, downMs);
    if (upMs < Number.POSITIVE_INFINITY) world.events.add('up', gpu, upMs);
  }
}
