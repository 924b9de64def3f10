import {
  METRICS,
  type Metric,
  type Rows,
  type Timeline,
  type VectorSource,
} from '../../../src/backends/backend.js';
import { timedDevice } from '../../../src/backends/tfjs/device.js';
import { cpu } from '../../../src/backends/tfjs/engines/cpu.js';
import { wasm } from '../../../src/backends/tfjs/engines/wasm.js';
import type { EngineTraits } from '../../../src/backends/tfjs/runtime.js';
import { tensorKernels } from '../../../src/backends/tfjs/tensor-kernels.js';

const ENGINES = { wasm, cpu };
export type EngineName = keyof typeof ENGINES;

export const EVERY_ENGINE_AND_METRIC = (['wasm', 'cpu'] as const).flatMap((engine) =>
  METRICS.map((metric): [EngineName, Metric] => [engine, metric]),
);

export const UNTIMED: Timeline = { time: (_part, work) => work(), add: () => {}, reading: (work) => work() };

/** The kernels of an engine, with its work cut as `traits` says. */
export async function kernelsOf(engine: EngineName, traits: Partial<EngineTraits> = {}) {
  const runtime = await ENGINES[engine].start(1);
  const cut = { ...runtime, traits: { ...runtime.traits, ...traits } };
  return { tf: runtime.tf, kernels: tensorKernels(timedDevice(cut, UNTIMED), runtime.identity) };
}

/** Rows of numbers in [0, 1), the same on every platform. */
export function randomRows(
  n: number,
  d: number,
  seed: number,
  value = (uniform: number, _row: number) => uniform,
): Rows {
  let state = seed;
  const data = Float32Array.from({ length: n * d }, (_, i) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return value(state / 2 ** 32, Math.floor(i / d));
  });
  return { n, d, data };
}

export function sourceOf({ n, d, data }: Rows): VectorSource {
  return {
    identity: 'test',
    n,
    d,
    async read(start, count, into) {
      into.set(data.subarray(start * d, (start + count) * d));
    },
    async close() {},
  };
}
