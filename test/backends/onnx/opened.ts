import type { Metric, Rows } from '../../../src/backends/backend.js';
import { limitsOf } from '../../../src/backends/onnx/engine-limits.js';
import { onnxKernels } from '../../../src/backends/onnx/onnx-kernels.js';
import { loadRuntime } from '../../../src/backends/onnx/runtime.js';
import { Sessions } from '../../../src/backends/onnx/sessions.js';
import { EXACT_DISTANCE } from '../../../src/backends/shared/exact-distance.js';
import { NO_TIMELINE } from '../../conformance/vectors.js';

/** The kernels of the CPU provider, which is bundled: no test of it is skipped. */
export async function cpuKernels(memoryBytes?: number) {
  const sessions = new Sessions(await loadRuntime(), 'cpu', 1, NO_TIMELINE);
  const identity = { engine: 'cpu', device: 'a CPU', precision: 'float32', threads: 1 } as const;
  return onnxKernels(sessions, identity, limitsOf('cpu', memoryBytes), NO_TIMELINE);
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
