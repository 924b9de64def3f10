import type { Engine, EngineIdentity, OpenOptions } from '../backend.js';
import { createBlockEngine } from '../shared/block-engine.js';
import { UnavailableError } from '../shared/errors.js';
import { createGpuJsKernels } from './block-kernels.js';
import type { Device } from './device.js';
import { openCpu } from './devices/cpu.js';
import { openHeadlessGl } from './devices/headlessgl.js';
import { openWebasm } from './devices/webasm.js';
import { openWebGpu } from './devices/webgpu.js';
import type { EngineName } from './engine-names.js';
import { loadGpuJs, locateGpuJs, missingGpuJs } from './gpu-js.js';
import { acquireWebGpu, releaseWebGpu } from './webgpu-runtime.js';

/** @throws UnavailableError */
export async function openEngine(
  engine: EngineName,
  identity: EngineIdentity,
  options: OpenOptions,
): Promise<Engine> {
  const over = <Operand>(device: Device<Operand>): Engine =>
    createBlockEngine(createGpuJsKernels(device, options), options);
  const gpuJs = loadGpuJs(engine);
  switch (engine) {
    case 'cpu':
      return over(openCpu(gpuJs, identity));
    case 'webasm':
      return over(openWebasm(gpuJs, identity));
    case 'headlessgl':
      return over(openHeadlessGl(gpuJs, identity));
    case 'webgpu': {
      const file = locateGpuJs();
      if (file === undefined) throw missingGpuJs(engine);
      const context = await acquireWebGpu(gpuJs, file);
      if ('missing' in context) {
        throw new UnavailableError('gpujs (webgpu)', context.missing, 'Choose another engine with --engine');
      }
      const device = openWebGpu(gpuJs, context, identity);
      const close = async () => {
        await device.close();
        await releaseWebGpu(gpuJs);
      };
      return over({ ...device, close });
    }
  }
}
