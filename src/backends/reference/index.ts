import { cpus } from 'node:os';
import type { Backend, EngineIdentity } from '../backend.js';
import { UnavailableError } from '../shared/errors.js';

const ENGINE = 'float64';
const NO_SUCH_ENGINE = 'reference has no such engine';
const REMEDY = `Use ${ENGINE}.`;

/** Plain float64 loops with direct differences: slow, simple, and what every answer is checked with. */
export const backend: Backend = {
  name: 'reference',
  role: 'oracle',
  summary: 'plain float64 loops: the oracle that answers are checked with, never timed against them',
  engines: [ENGINE],
  probe: async (engine = ENGINE) =>
    engine === ENGINE
      ? { state: 'available', ...identity() }
      : { state: 'unavailable', engine, reason: NO_SUCH_ENGINE, remedy: REMEDY },
  async open({ engine = ENGINE }) {
    if (engine !== ENGINE) throw new UnavailableError(`reference on ${engine}`, NO_SUCH_ENGINE, REMEDY);
    const { openOracle } = await import('./oracle.js');
    return openOracle(identity());
  },
};

function identity(): EngineIdentity {
  return { engine: ENGINE, device: cpus()[0]?.model.trim() ?? 'CPU', precision: 'float64', threads: 1 };
}
