import { access } from 'node:fs/promises';
import { availableParallelism, cpus } from 'node:os';
import type { Backend, EngineIdentity, PrecisionMode, Probe } from '../backend.js';
import { builtEntry } from '../shared/built-entry.js';
import { UnavailableError } from '../shared/errors.js';
import { canRun, ENGINES, type EngineName, isEngineName } from './engines.js';

const WORKER = builtEntry(import.meta.url, './worker.js');

/** AssemblyScript kernels on worker threads over one WebAssembly memory: nothing to compile or install. */
export const backend: Backend = {
  name: 'wasm',
  role: 'contender',
  summary: 'WebAssembly SIMD on worker threads over shared memory: tiled float32 sums, certified in float64',
  engines: ENGINES,
  precisions: ['full', 'certified'],
  ceilings: 'host',
  probe,
  async open(options) {
    const found = await probe(options.engine);
    if (found.state === 'unavailable') {
      throw new UnavailableError(`wasm on ${found.engine}`, found.reason, found.remedy);
    }
    const { engine } = found;
    if (!isEngineName(engine)) throw new RangeError(`expected an engine of wasm, got ${engine}`);
    const { openEngine } = await import('./open.js');
    const built = { module: moduleOf(engine), worker: WORKER };
    return openEngine(built, engine, identity(engine, options.threads, options.precision), options);
  },
};

async function probe(engine?: string): Promise<Probe> {
  if (engine !== undefined) return probeEngine(engine);
  const [best, plain] = [await probeEngine('relaxed-simd'), await probeEngine('simd')];
  return best.state === 'available' ? best : plain;
}

async function probeEngine(engine: string): Promise<Probe> {
  if (!isEngineName(engine)) {
    const remedy = `Use ${ENGINES.join(' or ')}.`;
    return { state: 'unavailable', engine, reason: 'wasm has no such engine', remedy };
  }
  try {
    await Promise.all([access(WORKER), access(moduleOf(engine))]);
  } catch {
    return { state: 'unavailable', engine, reason: 'its module is not built', remedy: 'Run npm run build.' };
  }
  if (!canRun(engine)) {
    const reason = `Node ${process.versions.node} on this CPU does not know ${engine}`;
    const remedy = engine === 'simd' ? 'Use --backend ts.' : 'Use --engine simd, or a newer Node.';
    return { state: 'unavailable', engine, reason, remedy };
  }
  return { state: 'available', ...identity(engine, availableParallelism()) };
}

function moduleOf(engine: EngineName): URL {
  return builtEntry(import.meta.url, `./${engine}.wasm`);
}

function identity(engine: EngineName, threads: number, mode: PrecisionMode = 'full'): EngineIdentity {
  // The CPU and no more: ceilings of one device, whoever measured them, are held together by its name.
  const device = cpus()[0]?.model.trim() ?? 'CPU';
  return { engine, device, precision: mode === 'certified' ? 'float64' : 'float32', threads };
}
