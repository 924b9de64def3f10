import type { Metric, Rows, Timeline, VectorSource } from '../../../src/backends/backend.js';
import { limitsOf } from '../../../src/backends/onnx/engine-limits.js';
import { onnxKernels } from '../../../src/backends/onnx/onnx-kernels.js';
import { loadRuntime } from '../../../src/backends/onnx/runtime.js';
import { Sessions } from '../../../src/backends/onnx/sessions.js';
import { EXACT_DISTANCE } from '../../../src/backends/shared/exact-distance.js';

export const UNTIMED: Timeline = { time: (_part, work) => work(), add: () => {}, reading: (work) => work() };

/** The kernels of the CPU provider, which is bundled: no test of it is skipped. */
export async function cpuKernels(memoryBytes?: number) {
  const sessions = new Sessions(await loadRuntime(), 'cpu', 1, UNTIMED);
  const identity = { engine: 'cpu', device: 'a CPU', precision: 'float32', threads: 1 } as const;
  return onnxKernels(sessions, identity, limitsOf('cpu', memoryBytes), UNTIMED);
}

export type Value = (uniform: number, row: number) => number;

/** Rows of `value` of numbers in [0, 1), the same on every platform. */
export function randomRows(n: number, d: number, seed: number, value: Value = (uniform) => uniform): Rows {
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

/** The k nearest rows by float64 distance, ties by the smaller id. */
export function oracle(rows: Rows, queries: Rows, query: number, metric: Metric, k: number): number[] {
  return Array.from({ length: rows.n }, (_, id) => ({
    id,
    distance: EXACT_DISTANCE[metric](queries.data, query * rows.d, rows.data, id * rows.d, rows.d),
  }))
    .sort((a, b) => a.distance - b.distance || a.id - b.id)
    .slice(0, k)
    .map(({ id }) => id);
}
