import type { Rows, Timeline, VectorSource } from '../../src/backends/backend.js';

/** Uniform numbers of [0, 1) that are the same everywhere. */
function uniform(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

function filled(n: number, d: number, value: () => number): Rows {
  return { n, d, data: Float32Array.from({ length: n * d }, value) };
}

export type Value = (uniform: number, row: number) => number;

/** Rows of `value` of uniform numbers of [0, 1). */
export function randomRows(n: number, d: number, seed: number, value: Value = (number) => number): Rows {
  const next = uniform(seed);
  return { n, d, data: Float32Array.from({ length: n * d }, (_, i) => value(next(), Math.floor(i / d))) };
}

/** Coordinates of [-1, 1). */
export function realRows(n: number, d: number, seed: number): Rows {
  const next = uniform(seed);
  return filled(n, d, () => 2 * next() - 1);
}

/** Coordinates -2 to 2: distances are exact in every precision and many of them equal. */
export function integerRows(n: number, d: number, seed: number): Rows {
  const next = uniform(seed);
  return filled(n, d, () => Math.floor(next() * 5) - 2);
}

/** Vectors that all lie near (1000, 1000, ..), about a hundredth apart: norms are huge and differences small. */
export function distantRows(n: number, d: number, seed: number): Rows {
  const next = uniform(seed);
  return filled(n, d, () => 1000 + (next() - 0.5) / 50);
}

export function rowsOf(...vectors: readonly (readonly number[])[]): Rows {
  const d = vectors[0]?.length ?? 1;
  return { n: vectors.length, d, data: Float32Array.from(vectors.flat()) };
}

export function sourceOf({ n, d, data }: Rows): VectorSource {
  return {
    identity: 'conformance',
    n,
    d,
    read: async (start, count, into) => into.set(data.subarray(start * d, (start + count) * d)),
    close: async () => {},
  };
}

/** A clock nobody reads. */
export const NO_TIMELINE: Timeline = { time: (_part, work) => work(), add() {}, reading: (work) => work() };
