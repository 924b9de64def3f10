import { isBackendName, loadBackend } from '../../backends/registry.js';
import type { Ceiling } from '../../results/ceilings.js';
import { systemClock } from '../clock.js';
import { timeLoops } from './time-loops.js';

/** The process that measures: `ceilings-main.js BACKEND THREADS` sends a ceiling to whoever forked it. */
const [name = '', threads = '1'] = process.argv.slice(2);
if (!isBackendName(name)) throw new Error(`expected the name of a backend, got "${name}"`);
const backend = await loadBackend(name);
const engine = await backend.open({
  threads: Number(threads),
  timeline: { time: (_part, work) => work(), add() {}, reading: (work) => work() },
});
const loops = await engine.ceilingLoops?.();
if (loops === undefined) throw new Error(`${name} has no loops to measure ceilings with`);
const rates = await timeLoops(loops, systemClock);
const { identity } = engine;
const ceiling: Ceiling = {
  device: identity.device,
  threads: backend.ceilings === 'device' ? null : identity.threads,
  measuredBy: `${name} (${identity.engine})`,
  ...rates,
};
process.send?.(ceiling);
await loops.free();
await engine.close();
process.disconnect();
