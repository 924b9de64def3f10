import type { Engine, OpenOptions } from '../../../src/backends/backend.js';
import { type OpenGpu, openGpu } from '../../../src/backends/webgpu/device/open-gpu.js';
import { ENGINE_NAMES, type EngineName } from '../../../src/backends/webgpu/engine-names.js';
import { backend } from '../../../src/backends/webgpu/index.js';
import { NO_TIMELINE } from '../../conformance/vectors.js';

/** The best engine of this machine, and what to say in a test's name where there is none. */
export async function engineHere(): Promise<{
  readonly engine: EngineName | undefined;
  readonly unless: string;
}> {
  const reasons: string[] = [];
  for (const engine of ENGINE_NAMES) {
    const probe = await backend.probe(engine);
    if (probe.state === 'available') return { engine, unless: '' };
    reasons.push(`${engine}: ${probe.reason}`);
  }
  const why = reasons.join('; ');
  process.stderr.write(`tests of webgpu that need an adapter are skipped: ${why}\n`);
  return { engine: undefined, unless: ` (skipped: ${why})` };
}

function existing(engine: EngineName | undefined): EngineName {
  if (engine === undefined) throw new Error('a test without an adapter was not skipped');
  return engine;
}

export function open(engine: EngineName | undefined, options: Partial<OpenOptions> = {}): Promise<Engine> {
  return backend.open({ engine: existing(engine), threads: 1, timeline: NO_TIMELINE, ...options });
}

export function device(engine: EngineName | undefined): Promise<OpenGpu> {
  return openGpu(existing(engine));
}
