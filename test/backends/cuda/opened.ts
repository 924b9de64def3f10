import { onTestFinished } from 'vitest';
import type { Engine, OpenOptions, Part, Timeline } from '../../../src/backends/backend.js';
import { backend } from '../../../src/backends/cuda/index.js';
import { NO_TIMELINE } from '../../conformance/vectors.js';
import type { StubDriver } from './stub-driver.js';

/** An engine on the stub driver that is closed when the test ends. */
export async function openOn(stub: StubDriver, options: Partial<OpenOptions> = {}): Promise<Engine> {
  if ('missing' in stub) throw new Error(stub.missing);
  process.env.MLS_CUDA_LIBRARY = stub.library;
  const engine = await backend.open({ threads: 1, timeline: NO_TIMELINE, ...options });
  onTestFinished(() => engine.close());
  return engine;
}

/** Remembers which parts the device itself measured. */
export function notingTimeline(): { readonly timeline: Timeline; readonly added: Set<Part> } {
  const added = new Set<Part>();
  const add = (part: Part, ms: number) => {
    if (!(ms >= 0)) throw new RangeError(`expected a time, got ${ms} ms of ${part}`);
    added.add(part);
  };
  return { added, timeline: { ...NO_TIMELINE, add } };
}
