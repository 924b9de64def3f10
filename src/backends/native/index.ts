import type { Backend } from '../backend.js';
import { UnavailableError } from '../shared/errors.js';
import { ENGINE_NAMES, isEngineName } from './engine-names.js';

/** Kernels in C, compiled when the package is installed where there is a compiler. */
export const backend: Backend = {
  name: 'native',
  role: 'contender',
  summary:
    'C compiled at install: packed tiles for AVX-512, AVX2 or NEON, own threads, selection proven in float64',
  engines: ENGINE_NAMES,
  precisions: ['full', 'certified'],
  ceilings: 'host',
  async probe(engine) {
    const { probe } = await import('./probe.js');
    return probe(engine);
  },
  async open(options) {
    const { identityOf, probe } = await import('./probe.js');
    const found = await probe(options.engine);
    if (found.state === 'unavailable') {
      throw new UnavailableError(`native on ${found.engine}`, found.reason, found.remedy);
    }
    if (!isEngineName(found.engine)) throw new Error(`the probe found an unknown engine, ${found.engine}`);
    const { createBlockEngine } = await import('../shared/block-engine.js');
    const { loadBinding } = await import('./binding.js');
    const { nativeCeilingLoops } = await import('./ceiling-loops.js');
    const { nativeKernels } = await import('./native-kernels.js');
    const binding = loadBinding();
    const engine = binding.openEngine(options.threads, found.engine);
    const identity = identityOf(found.engine, options.threads, options.precision);
    const isCertified = options.precision === 'certified';
    const kernels = nativeKernels(binding, engine, identity, options.timeline, isCertified);
    return {
      ...createBlockEngine(kernels, options),
      ceilingLoops: async () => nativeCeilingLoops(binding, engine),
    };
  },
};
