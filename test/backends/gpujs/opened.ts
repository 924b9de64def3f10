import type { Engine, OpenOptions } from '../../../src/backends/backend.js';
import { backend } from '../../../src/backends/gpujs/index.js';
import { NO_TIMELINE } from '../../conformance/vectors.js';

export function open(engine: string, options: Partial<OpenOptions> = {}): Promise<Engine> {
  return backend.open({ engine, threads: 1, timeline: NO_TIMELINE, ...options });
}

/** Engines that run here. The graphics ones are left to tests of their own, which say why they are skipped. */
export const HOST_ENGINES = ['webasm', 'cpu'] as const;
