import type { EngineIdentity, Probe } from '../backend.js';
import { findGpu, type Gpu } from './driver/gpu.js';
import { loadDriver } from './driver/load-driver.js';
import { NoCudaError } from './driver/no-cuda-error.js';

export const ENGINE = 'driver';

/** Asks the driver for its GPU, without opening it. Never throws. */
export async function probe(engine: string = ENGINE): Promise<Probe> {
  if (engine !== ENGINE) {
    return { state: 'unavailable', engine, reason: 'cuda has no such engine', remedy: `Use ${ENGINE}.` };
  }
  try {
    return { state: 'available', ...identityOf(findGpu(await loadDriver())) };
  } catch (error) {
    return { state: 'unavailable', engine, ...whyNot(error) };
  }
}

export function identityOf(gpu: Gpu): EngineIdentity {
  return { engine: ENGINE, device: gpu.name, precision: 'float32', threads: 1 };
}

export function whyNot(error: unknown): { readonly reason: string; readonly remedy: string } {
  if (error instanceof NoCudaError) return { reason: error.reason, remedy: error.remedy };
  const reason = error instanceof Error ? error.message : String(error);
  return { reason, remedy: 'Check with nvidia-smi that the driver works.' };
}
