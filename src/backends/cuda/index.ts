import type { Backend } from '../backend.js';
import { UnavailableError } from '../shared/errors.js';
import { ENGINE, probe } from './probe.js';

/** NVIDIA GPUs through the driver that comes with them: kernels shipped as PTX, which the driver compiles for its GPU. */
export const backend: Backend = {
  name: 'cuda',
  role: 'contender',
  summary: 'CUDA kernels through the driver of an NVIDIA GPU, with no toolkit to install',
  engines: [ENGINE],
  probe,
  async open(options) {
    const found = await probe(options.engine);
    if (found.state === 'unavailable') {
      throw new UnavailableError(`cuda on ${found.engine}`, found.reason, found.remedy);
    }
    const { openEngine } = await import('./open-engine.js');
    return openEngine(options);
  },
};
