import type { ReleasedGpu } from './released-gpu.js';

const NO_RATE = 1e-3;

/** Takes a session off the GPUs that its rate no longer needs; `running` in falling order of what they can take. */
export function shrinkLoad(running: readonly ReleasedGpu[], index: number, perSecond: number): void {
  let left = perSecond;
  for (const gpu of running) {
    const instance = gpu.instanceOf(index);
    if (instance === undefined) continue;
    if (left < NO_RATE) gpu.unload(index);
    else if (instance.perSecond > left) left -= gpu.update(instance, left);
    else left -= instance.perSecond;
  }
}

/** Gives a session's GPUs as much of its rate as each alone could take. @returns what is left over */
export function growLoad(running: readonly ReleasedGpu[], index: number, perSecond: number): number {
  let left = perSecond;
  for (const gpu of running) {
    const instance = gpu.instanceOf(index);
    if (instance === undefined) continue;
    if (left < NO_RATE) gpu.unload(index);
    else left -= gpu.update(instance, left);
  }
  return left;
}
