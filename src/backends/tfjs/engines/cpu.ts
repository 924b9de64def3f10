import type { EngineIdentity } from '../../backend.js';
import { activator, type EngineModule, type EngineTraits } from '../runtime.js';
import { cpuModel } from './cpu-model.js';
import { requirePackage } from './installed.js';
import { loadQuietCore } from './quiet-core.js';

const TRAITS: EngineTraits = {
  panelBytes: 2 ** 24,
  intermediateBytes: 2 ** 24,
  scoreBytes: 2 ** 26,
  place: 'host',
  residentBytes: Number.POSITIVE_INFINITY,
  packsProducts: false,
  broadcasts: false,
  poolsColumns: false,
  queued: false,
};

/** Plain JavaScript on one thread. */
export const cpu: EngineModule = {
  name: 'cpu',
  async identify(): Promise<EngineIdentity> {
    requirePackage('@tensorflow/tfjs-backend-cpu');
    return { engine: 'cpu', device: cpuModel(), precision: 'float32', threads: 1 };
  },
  async start() {
    const identity = await cpu.identify();
    const tf = await loadQuietCore();
    await import('@tensorflow/tfjs-backend-cpu');
    const activate = activator(tf, 'cpu');
    await activate();
    return { tf, identity, traits: TRAITS, activate };
  },
};
