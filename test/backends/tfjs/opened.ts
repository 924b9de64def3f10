import { METRICS, type Metric } from '../../../src/backends/backend.js';
import { timedDevice } from '../../../src/backends/tfjs/device.js';
import { cpu } from '../../../src/backends/tfjs/engines/cpu.js';
import { wasm } from '../../../src/backends/tfjs/engines/wasm.js';
import type { EngineTraits } from '../../../src/backends/tfjs/runtime.js';
import { tensorKernels } from '../../../src/backends/tfjs/tensor-kernels.js';
import { NO_TIMELINE } from '../../conformance/vectors.js';

const ENGINES = { wasm, cpu };
export type EngineName = keyof typeof ENGINES;

export const EVERY_ENGINE_AND_METRIC = (['wasm', 'cpu'] as const).flatMap((engine) =>
  METRICS.map((metric): [EngineName, Metric] => [engine, metric]),
);

/** The kernels of an engine, with its work cut as `traits` says. */
export async function kernelsOf(engine: EngineName, traits: Partial<EngineTraits> = {}) {
  const runtime = await ENGINES[engine].start(1);
  const cut = { ...runtime, traits: { ...runtime.traits, ...traits } };
  return { tf: runtime.tf, kernels: tensorKernels(timedDevice(cut, NO_TIMELINE), runtime.identity) };
}
