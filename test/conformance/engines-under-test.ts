import type { Backend, Engine, OpenOptions, PrecisionMode, Probe } from '../../src/backends/backend.js';
import { BACKEND_NAMES, loadBackend } from '../../src/backends/registry.js';
import { NO_TIMELINE } from './vectors.js';

/** An engine of a backend, opened anew for each group of cases. */
export interface EngineUnderTest {
  readonly name: string;
  readonly probe: Probe;
  readonly precisions: readonly PrecisionMode[];
  open(options?: Partial<OpenOptions>): Promise<Engine>;
}

/** Every engine of every backend that answers exact questions; MLS_CONFORMANCE names the backends to look at, if not all. */
export async function enginesUnderTest(): Promise<EngineUnderTest[]> {
  const wanted = process.env.MLS_CONFORMANCE?.split(',') ?? BACKEND_NAMES;
  const backends = await Promise.all(BACKEND_NAMES.filter((name) => wanted.includes(name)).map(loadBackend));
  const engines: EngineUnderTest[] = [];
  for (const backend of backends.filter(({ role, suites }) => role !== 'null' && suites === undefined)) {
    for (const engine of backend.engines) engines.push(await underTest(backend, engine));
  }
  return engines;
}

async function underTest(backend: Backend, engine: string): Promise<EngineUnderTest> {
  return {
    name: `${backend.name} on ${engine}`,
    probe: await backend.probe(engine),
    precisions: backend.precisions ?? ['full'],
    open: (options) => backend.open({ engine, threads: 1, timeline: NO_TIMELINE, ...options }),
  };
}
