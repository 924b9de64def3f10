import fc from 'fast-check';
import type { Centroids, IndexAnswer, Metric, Rows } from '../../../../src/backends/backend.js';
import { createBlockEngine } from '../../../../src/backends/shared/block-engine.js';
import { fillLists } from '../../../../src/backends/shared/ivf/build-lists.js';
import { openLists } from '../../../../src/backends/shared/ivf/ivf-index.js';
import { openOptions, PlainKernels } from '../../../backends-shared/plain-kernels.js';
import { sourceOf } from '../approximate-kernels.js';

/** Numbers in [0, 1) that are the same everywhere. */
export function uniformFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Rows around a few centres, as an index likes them, or of small whole numbers with ties and duplicates. */
export function rowsFrom(seed: number, n: number, d: number, kind: 'clustered' | 'coarse'): Rows {
  const uniform = uniformFrom(seed);
  const centres = Array.from({ length: 4 * d }, () => 8 * uniform());
  const value = (row: number, column: number) =>
    kind === 'coarse'
      ? Math.floor(3 * uniform()) - 1
      : (centres[(row % 4) * d + column] ?? 0) + uniform() - 0.5;
  return { n, d, data: Float32Array.from({ length: n * d }, (_, i) => value(Math.floor(i / d), i % d)) };
}

export interface IndexOptions {
  readonly metric?: Metric;
  readonly nlist: number;
  readonly maxBlockRows?: number;
  readonly slack?: number;
}

/** More than any problem has rows: with many ties, rounding may put any row behind any other. */
const SLACK = 64;

/** An engine of plain float32 kernels, with candidates to spare for its rounding. */
export function plainEngine({ maxBlockRows, slack = SLACK }: Partial<IndexOptions> = {}) {
  const kernels = new PlainKernels({ slack, ...(maxBlockRows !== undefined && { maxBlockRows }) });
  return { kernels, engine: createBlockEngine(kernels, openOptions()) };
}

export async function buildIvf(rows: Rows, options: IndexOptions) {
  const { metric = 'l2', nlist } = options;
  const { kernels, engine } = plainEngine(options);
  const { indexing } = engine;
  if (indexing === undefined) throw new Error('an engine of block kernels builds indexes');
  const build = { kind: 'ivf', nlist, seed: 1 } as const;
  const index = await indexing.build(sourceOf(rows), { metric, build, uniform: uniformFrom(1) });
  return { index, engine, indexing, kernels };
}

/** An index around centroids that are given. */
export async function fillIvf(rows: Rows, metric: Metric, centroids: Centroids) {
  const { kernels } = plainEngine();
  const options = openOptions();
  const build = { kind: 'ivf', nlist: centroids.k, seed: 1 } as const;
  const lists = await fillLists({ kernels, options }, sourceOf(rows), { metric, build }, centroids);
  return openLists(kernels, options, lists);
}

/** Ids and distances by query. */
export function answersOf({ queries, k, ids, distances }: IndexAnswer) {
  return Array.from({ length: queries }, (_, q) => ({
    ids: [...ids.subarray(q * k, (q + 1) * k)],
    distances: [...distances.subarray(q * k, (q + 1) * k)],
  }));
}

export const problems = fc.record({
  seed: fc.integer({ min: 0, max: 2 ** 31 }),
  n: fc.integer({ min: 1, max: 60 }),
  d: fc.integer({ min: 1, max: 5 }),
  k: fc.integer({ min: 1, max: 12 }),
  lists: fc.integer({ min: 1, max: 9 }),
  kind: fc.constantFrom('clustered' as const, 'coarse' as const),
  metric: fc.constantFrom('l2' as const, 'cosine' as const, 'dot' as const, 'l1' as const),
});
