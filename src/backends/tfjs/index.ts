import type { Backend, Probe } from '../backend.js';
import { UnavailableError } from '../shared/errors.js';
import { ENGINE_NAMES, onFirstEngine } from './engines/index.js';

export const backend: Backend = {
  name: 'tfjs',
  role: 'contender',
  summary:
    'TensorFlow.js tensor ops: libtensorflow on CUDA or the CPU, else WebAssembly, else plain JavaScript',
  engines: ENGINE_NAMES,

  async probe(engine): Promise<Probe> {
    try {
      return { state: 'available', ...(await onFirstEngine(engine, (candidate) => candidate.identify())) };
    } catch (error) {
      const { reason, remedy } =
        error instanceof UnavailableError ? error : { reason: String(error), remedy: 'Please report this.' };
      return { state: 'unavailable', engine: engine ?? ENGINE_NAMES.join(', '), reason, remedy };
    }
  },

  async open(options) {
    const { openTensorEngine } = await import('./open.js');
    return openTensorEngine(options);
  },
};
