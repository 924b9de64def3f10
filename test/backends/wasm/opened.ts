import { onTestFinished } from 'vitest';
import { builtEntry } from '../../../src/backends/shared/built-entry.js';
import type { Crew } from '../../../src/backends/wasm/crew.js';
import { canRun, ENGINES, type EngineName } from '../../../src/backends/wasm/engines.js';
import type { MemoryLimits } from '../../../src/backends/wasm/memory/memory-bank.js';
import { openCrew } from '../../../src/backends/wasm/open.js';

const HERE = new URL('../../../src/backends/wasm/index.ts', import.meta.url).href;
const WORKER = builtEntry(HERE, './worker.js');

/** The engines that this host can run: those whose kernels can be tested. */
export const RUNNABLE: readonly EngineName[] = ENGINES.filter(canRun);

interface CrewUnderTest {
  readonly engine?: EngineName;
  readonly threads?: number;
  readonly worker?: URL;
  readonly limits?: MemoryLimits;
}

/** A crew that is closed when the test ends. */
export async function openedCrew({
  engine = 'simd',
  threads = 1,
  worker = WORKER,
  limits,
}: CrewUnderTest = {}): Promise<Crew> {
  const crew = await openCrew(
    { module: builtEntry(HERE, `./${engine}.wasm`), worker },
    engine,
    threads,
    limits,
  );
  onTestFinished(() => crew.close());
  return crew;
}
