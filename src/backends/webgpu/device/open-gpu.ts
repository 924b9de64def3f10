import type { EngineIdentity } from '../../backend.js';
import { UnavailableError } from '../../shared/errors.js';
import type { EngineName } from '../engine-names.js';
import { deviceName, findAdapter } from './dawn.js';
import { Gpu } from './gpu.js';
import { limitsOf, requiredLimits } from './limits.js';

export interface OpenGpu {
  readonly gpu: Gpu;
  readonly identity: EngineIdentity;
}

/** @throws UnavailableError where the adapter of the probe is gone, or gives no device */
export async function openGpu(engine: EngineName): Promise<OpenGpu> {
  const found = await findAdapter(engine);
  if ('instead' in found) {
    throw new UnavailableError(`webgpu (${engine})`, 'its adapter is gone', 'See mls backends');
  }
  const { adapter } = found;
  // Neither shader-f16, whose 11 bits would leave most queries in doubt, nor subgroups, whose size differs from one
  // driver to the next: the sums are in 32 bits and workgroup memory alone.
  const wanted: GPUFeatureName[] = ['timestamp-query'];
  const device = await adapter
    .requestDevice({
      requiredFeatures: wanted.filter((feature) => adapter.features.has(feature)),
      requiredLimits: requiredLimits(adapter),
    })
    .catch((cause: unknown) => {
      const why = cause instanceof Error ? cause.message.split('\n')[0] : String(cause);
      throw new UnavailableError(`webgpu (${engine})`, `its adapter gives no device: ${why}`, 'Try again', {
        cause,
      });
    });
  const name = deviceName(engine, found);
  const gpu = new Gpu(device, name, limitsOf(device));
  return { gpu, identity: { engine, device: name, precision: 'float32', threads: 1 } };
}
