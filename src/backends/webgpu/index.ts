import type { Backend, Engine, OpenOptions, Probe } from '../backend.js';
import { UnavailableError } from '../shared/errors.js';
import { ENGINE_NAMES, isEngineName } from './engine-names.js';
import { probeEngine } from './probing/probe.js';

/** Without a name, the GPU: that software computes is a thing to ask for. */
async function probe(engine: string = ENGINE_NAMES[0]): Promise<Probe> {
  if (isEngineName(engine)) return probeEngine(engine);
  const remedy = `choose one of ${ENGINE_NAMES.join(', ')}`;
  return { state: 'unavailable', engine, reason: `webgpu has no engine ${engine}`, remedy };
}

async function open(options: OpenOptions): Promise<Engine> {
  const found = await probe(options.engine);
  if (found.state === 'unavailable' || !isEngineName(found.engine)) {
    const { reason, remedy } = found.state === 'unavailable' ? found : { reason: 'unknown', remedy: '' };
    throw new UnavailableError(`webgpu (${found.engine})`, reason, remedy);
  }
  const { openEngine } = await import('./open-engine.js');
  return openEngine(found.engine, options);
}

/** Hand-written WGSL on Dawn, the WebGPU of Chrome: Vulkan, Metal or Direct3D 12. */
export const backend: Backend = {
  name: 'webgpu',
  role: 'contender',
  summary: 'WGSL kernels on Dawn (WebGPU): tiles with a fused selection, on a GPU or a software driver',
  engines: ENGINE_NAMES,
  probe,
  open,
};
