import type { Engine, OpenOptions } from '../backend.js';
import { createBlockEngine } from '../shared/block-engine.js';
import { UnavailableError } from '../shared/errors.js';
import { cudaKernels } from './block-kernels.js';
import { type Device, openDevice } from './driver/device.js';
import { NoCudaError } from './driver/no-cuda-error.js';
import { ENGINE, identityOf } from './probe.js';
import { Workbench } from './workbench.js';

/** @throws UnavailableError where the GPU cannot be opened or the driver does not take the kernels */
export async function openEngine(options: OpenOptions): Promise<Engine> {
  const { timeline } = options;
  let device: Device;
  try {
    device = await timeline.time('compile', () => openDevice());
  } catch (cause) {
    if (!(cause instanceof NoCudaError)) throw cause;
    throw new UnavailableError(`cuda on ${ENGINE}`, cause.reason, cause.remedy, { cause });
  }
  const bench = new Workbench(device, timeline);
  return createBlockEngine(cudaKernels(identityOf(device.gpu), bench), options);
}
