import { availableParallelism, cpus } from 'node:os';
import type { EngineIdentity, PrecisionMode, Probe } from '../backend.js';
import { type Binding, loadBinding } from './binding.js';
import { ENGINE_NAMES, type EngineName, isEngineName } from './engine-names.js';
import { whyUnavailable } from './why-unavailable.js';

const SUBJECT: Readonly<Record<EngineName, string>> = {
  avx512: 'AVX-512F',
  avx2: 'AVX2 with FMA',
  neon: 'NEON',
  scalar: 'scalar',
};

export function identityOf(engine: string, threads: number, mode: PrecisionMode = 'full'): EngineIdentity {
  const device = cpus()[0]?.model.trim() ?? 'CPU';
  return { engine, device, precision: mode === 'certified' ? 'float64' : 'float32', threads };
}

/** Says whether the processor has this instruction set, or without a name which one is its best. */
export async function probe(engine?: string): Promise<Probe> {
  const known = ENGINE_NAMES.join(', ');
  if (engine !== undefined && !isEngineName(engine)) {
    return {
      state: 'unavailable',
      engine,
      reason: `native has no engine ${engine}`,
      remedy: `Use one of ${known}.`,
    };
  }
  let binding: Binding;
  try {
    binding = loadBinding();
  } catch (error) {
    return { state: 'unavailable', engine: engine ?? 'any', ...whyUnavailable(error) };
  }
  const supported = binding.supportedSets();
  const chosen = engine ?? supported[0];
  if (chosen === undefined || !supported.some((name) => name === chosen)) {
    const reason = `this processor has no ${chosen === undefined ? known : SUBJECT[chosen]}`;
    return {
      state: 'unavailable',
      engine: chosen ?? 'any',
      reason,
      remedy: `Use one of ${supported.join(', ')}.`,
    };
  }
  return { state: 'available', ...identityOf(chosen, availableParallelism()) };
}
