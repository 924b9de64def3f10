import type { Backend, Engine, OpenOptions, Probe } from '../backend.js';
import { UnavailableError } from '../shared/errors.js';
import { ENGINE_NAMES, type EngineName, isEngineName } from './engine-names.js';
import { openEngine } from './open-engine.js';
import { isSoftwareRenderer } from './probing/hardware.js';
import { probeEngine } from './probing/probe.js';

/**
 * The first engine that makes sense: a graphics engine on a GPU, then WebAssembly, then plain JavaScript. One on a
 * software renderer works, but runs only when it is asked for by name.
 */
async function probeBest(): Promise<Probe> {
  let first: Probe | undefined;
  for (const engine of ENGINE_NAMES) {
    const found = await probeEngine(engine);
    first ??= found;
    if (found.state === 'available' && !isSoftwareRenderer(found.device)) return found;
  }
  return first ?? unknown('any');
}

function unknown(engine: string): Probe {
  const reason = `gpujs has no engine ${engine}`;
  return { state: 'unavailable', engine, reason, remedy: `choose one of ${ENGINE_NAMES.join(', ')}` };
}

async function probe(engine?: string): Promise<Probe> {
  if (engine === undefined) return probeBest();
  return isEngineName(engine) ? probeEngine(engine) : unknown(engine);
}

async function open(options: OpenOptions): Promise<Engine> {
  const { state, ...found } = await probe(options.engine);
  if ('reason' in found) throw new UnavailableError(`gpujs (${found.engine})`, found.reason, found.remedy);
  const engine = found.engine as EngineName;
  const threads = engine === 'webasm' ? options.threads : 1;
  return openEngine(engine, { ...found, threads }, options);
}

export const backend: Backend = {
  name: 'gpujs',
  role: 'contender',
  summary:
    'kernels written in JavaScript, compiled by gpu.js for WebGPU, WebGL, WebAssembly or plain JavaScript',
  engines: ENGINE_NAMES,
  probe,
  open,
};
