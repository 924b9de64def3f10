import { access } from 'node:fs/promises';
import { availableParallelism, cpus } from 'node:os';
import type { Backend, EngineIdentity, Probe } from '../backend.js';
import { builtEntry } from '../shared/built-entry.js';
import { UnavailableError } from '../shared/errors.js';
import type { Job } from './job.js';

const ENGINE = 'worker-threads';
const WORKER = builtEntry(import.meta.url, './worker.js');

/** TypeScript on worker threads: register tiles over shared Float32Arrays, sums in float64. */
export const backend: Backend = {
  name: 'ts',
  role: 'contender',
  summary:
    'TypeScript on worker threads: tiled float64 sums over shared Float32Arrays, heaps for the nearest',
  engines: [ENGINE],
  probe,
  async open(options) {
    const found = await probe(options.engine);
    if (found.state === 'unavailable') {
      throw new UnavailableError(`ts on ${found.engine}`, found.reason, found.remedy);
    }
    const { createBlockEngine } = await import('../shared/block-engine.js');
    const { Crew } = await import('./crew.js');
    const { threadedKernels } = await import('./threaded-kernels.js');
    const { WorkerPool } = await import('../shared/threads/worker-pool.js');
    const pool = new WorkerPool<Job>(WORKER, options.threads, 'mls-ts');
    try {
      await pool.ready();
    } catch (error) {
      await pool.close();
      throw error;
    }
    return createBlockEngine(
      threadedKernels(new Crew(pool), identity(options.threads), options.timeline),
      options,
    );
  },
};

async function probe(engine: string = ENGINE): Promise<Probe> {
  if (engine !== ENGINE) {
    return { state: 'unavailable', engine, reason: 'ts has no such engine', remedy: `Use ${ENGINE}.` };
  }
  try {
    await access(WORKER);
  } catch {
    return { state: 'unavailable', engine, reason: 'its worker is not built', remedy: 'Run npm run build.' };
  }
  return { state: 'available', ...identity(availableParallelism()) };
}

function identity(threads: number): EngineIdentity {
  const device = cpus()[0]?.model.trim() ?? 'CPU';
  return { engine: ENGINE, device, precision: 'float64', threads };
}
