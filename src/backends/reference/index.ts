import { cpus } from 'node:os';
import type { Backend, EngineIdentity } from '../backend.js';

/** Plain float64 loops with direct differences: slow, simple, and what every answer is checked with. */
export const backend: Backend = {
  name: 'reference',
  role: 'oracle',
  summary: 'plain float64 loops: the oracle that answers are checked with, never timed against them',
  engines: ['float64'],
  probe: async () => ({ state: 'available', ...identity() }),
  async open() {
    const { openOracle } = await import('./oracle.js');
    return openOracle(identity());
  },
};

function identity(): EngineIdentity {
  return { engine: 'float64', device: cpus()[0]?.model.trim() ?? 'CPU', precision: 'float64', threads: 1 };
}
