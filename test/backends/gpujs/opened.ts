import type { Engine, OpenOptions, Rows, Timeline, VectorSource } from '../../../src/backends/backend.js';
import { backend } from '../../../src/backends/gpujs/index.js';

export const UNTIMED: Timeline = { time: (_part, work) => work(), add: () => {}, reading: (work) => work() };

export function open(engine: string, options: Partial<OpenOptions> = {}): Promise<Engine> {
  return backend.open({ engine, threads: 1, timeline: UNTIMED, ...options });
}

/** Rows of numbers in [-1, 1), the same on every platform. */
export function randomRows(n: number, d: number, seed: number): Rows {
  let state = seed;
  const data = Float32Array.from({ length: n * d }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  });
  return { n, d, data };
}

export function sourceOf({ n, d, data }: Rows): VectorSource {
  return {
    identity: 'test',
    n,
    d,
    read: async (start, count, into) => into.set(data.subarray(start * d, (start + count) * d)),
    close: async () => {},
  };
}

/** Engines that run here. The graphics ones are left to tests of their own, which say why they are skipped. */
export const HOST_ENGINES = ['webasm', 'cpu'] as const;
