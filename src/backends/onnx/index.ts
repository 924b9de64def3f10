import type { Backend, Probe } from '../backend.js';
import { UnavailableError } from '../shared/errors.js';
import { ENGINE_NAMES, isEngineName } from './engine-names.js';

async function probe(engine?: string): Promise<Probe> {
  const { probeBest, probeEngine, unknownEngine } = await import('./probing/probe.js');
  if (engine === undefined) return probeBest();
  return isEngineName(engine) ? probeEngine(engine) : unknownEngine(engine);
}

export const backend: Backend = {
  name: 'onnx',
  role: 'contender',
  summary: 'ONNX Runtime on graphs of Gemm and TopK: CUDA, WebGPU, or the CPU with rows packed once',
  engines: ENGINE_NAMES,
  probe,
  async open(options) {
    const { state, ...found } = await probe(options.engine);
    if ('reason' in found) throw new UnavailableError(`onnx (${found.engine})`, found.reason, found.remedy);
    const { openEngine } = await import('./open.js');
    return openEngine(found, options);
  },
};
