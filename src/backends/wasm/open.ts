import { readFile } from 'node:fs/promises';
import type { Engine, EngineIdentity, OpenOptions } from '../backend.js';
import { createBlockEngine } from '../shared/block-engine.js';
import { WorkerPool } from '../shared/threads/worker-pool.js';
import { wasmKernels } from './block-kernels.js';
import { wasmCeilingLoops } from './ceiling-loops.js';
import { Crew } from './crew.js';
import { ENGINE_FLAGS, type EngineName } from './engines.js';
import type { Job } from './job.js';
import { hostLimits, type MemoryLimits } from './memory/memory-bank.js';
import { withOptimisedCode } from './v8-flags.js';
import { webAssembly } from './web-assembly.js';

/** Of all memory, what rows may take where nobody says. */
const RESIDENT_SHARE = 0.75;

/** What an engine is made of. */
export interface Built {
  readonly module: URL;
  readonly worker: URL;
}

/** Compiles a module and starts the threads that share its code. */
export async function openCrew(
  built: Built,
  engine: EngineName,
  threads: number,
  limits?: MemoryLimits,
): Promise<Crew> {
  const bytes = await readFile(built.module);
  const module = withOptimisedCode(ENGINE_FLAGS[engine], () => new webAssembly.Module(bytes));
  const pool = new WorkerPool<Job>(built.worker, threads, 'mls-wasm', module);
  try {
    await pool.ready();
    return new Crew(module, pool, limits);
  } catch (error) {
    await pool.close();
    throw error;
  }
}

export async function openEngine(
  built: Built,
  engine: EngineName,
  identity: EngineIdentity,
  options: OpenOptions,
): Promise<Engine> {
  const { threads, timeline } = options;
  const isCertified = options.precision === 'certified';
  const crew = await timeline.time('compile', () =>
    openCrew(built, engine, threads, hostLimits(isCertified)),
  );
  // Without a budget, sets that this host has no room for are streamed.
  const memoryBytes = options.memoryBytes ?? Math.floor(crew.bank.mostBytes * RESIDENT_SHARE);
  const kernels = wasmKernels(crew, identity, timeline, isCertified, memoryBytes);
  return {
    ...createBlockEngine(kernels, { ...options, memoryBytes }),
    ceilingLoops: async () => wasmCeilingLoops(crew),
  };
}
