import type { Metric, Rows } from '../../../src/backends/backend.js';
import { createBlockEngine } from '../../../src/backends/shared/block-engine.js';
import type { BlockKernels } from '../../../src/backends/shared/block-kernels.js';

interface Block extends Rows {
  readonly metric: Metric;
}

/**
 * Block kernels that get squares from norms as fast engines do. With `float32` every step is rounded to it, with
 * `float64` only what goes in and comes out.
 */
export function approximateKernels(
  precision: 'float32' | 'float64',
  maxBlockRows: number,
): BlockKernels<Block> {
  const round = precision === 'float32' ? Math.fround : (value: number) => value;
  return {
    identity: { engine: precision, device: 'test', precision, threads: 1 },
    maxBlockRows: () => maxBlockRows,
    slack: () => 8,
    allocate: (length) => new Float32Array(length),
    // A copy, as on a device: what the caller does with its buffer afterwards must not matter.
    upload: async ({ n, d, data }, metric) => ({ n, d, metric, data: data.slice(0, n * d) }),
    topK: async () => {
      throw new Error('not needed here');
    },
    async distances(block, queries) {
      const all = new Float32Array(queries.n * block.n);
      for (let q = 0; q < queries.n; q++) {
        for (let i = 0; i < block.n; i++) all[q * block.n + i] = distance(block, i, queries, q, round);
      }
      return all;
    },
    rowDistances: async (x) => new Float32Array(x.n),
    free: async () => {},
    close: async () => {},
  };
}

type Round = (value: number) => number;

function distance(block: Block, i: number, queries: Rows, q: number, f: Round): number {
  const x = block.data.subarray(i * block.d, (i + 1) * block.d);
  const y = queries.data.subarray(q * queries.d, (q + 1) * queries.d);
  const [xx, yy, xy] = [product(x, x, f), product(y, y, f), product(x, y, f)];
  if (block.metric === 'l2') return f(Math.sqrt(Math.max(0, f(f(xx + yy) - f(2 * xy)))));
  return xx === 0 || yy === 0 ? 1 : f(1 - f(xy / f(f(Math.sqrt(xx)) * f(Math.sqrt(yy)))));
}

function product(x: Float32Array, y: Float32Array, f: Round): number {
  return x.reduce((sum, value, j) => f(sum + f(value * (y[j] ?? 0))), 0);
}

export interface SetOptions {
  readonly precision?: 'float32' | 'float64';
  readonly maxBlockRows?: number;
  readonly memoryBytes?: number;
  readonly kernels?: Partial<BlockKernels<Block>>;
}

/** Rows loaded into an engine made of these kernels. */
export async function loadApproximate(rows: Rows, metric: Metric, options: SetOptions = {}) {
  const { precision = 'float32', maxBlockRows = Number.POSITIVE_INFINITY, memoryBytes } = options;
  const kernels = { ...approximateKernels(precision, maxBlockRows), ...options.kernels };
  const engine = createBlockEngine(kernels, {
    threads: 1,
    timeline: { time: (_, work) => work(), add() {}, reading: (work) => work() },
    ...(memoryBytes !== undefined && { memoryBytes }),
  });
  return engine.load(sourceOf(rows), metric);
}

export function sourceOf({ n, d, data }: Rows) {
  return {
    identity: 'test',
    n,
    d,
    read: async (start: number, count: number, into: Float32Array) => {
      into.set(data.subarray(start * d, (start + count) * d));
    },
    close: async () => {},
  };
}
