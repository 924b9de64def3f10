import { UsageError } from '../errors.js';
import type { DatasetProvider, DatasetRequest, DatasetSpec } from './dataset.js';

/** Ids of neighbours are 32-bit integers. */
const MOST_ROWS = 2 ** 31 - 1;
const MOST_DIMENSIONS = 2 ** 24;
const DEFAULT_QUERIES = 50;
const DEFAULT_SEED = 42;

/** What a dataset is at the size asked for. @throws UsageError when it cannot be that */
export function resolveShape(provider: DatasetProvider, request: DatasetRequest): DatasetSpec {
  return provider.kind === 'real' ? realShape(provider, request) : syntheticShape(provider, request);
}

function realShape({ name, shape }: DatasetProvider, request: DatasetRequest): DatasetSpec {
  const d = request.d ?? shape.d;
  if (d !== shape.d)
    throw new UsageError(`expected --d to be ${shape.d}, the dimension of ${name}; got ${d}`);
  return {
    name,
    n: within('--n', request.n ?? shape.n, shape.n, `the rows of ${name}`),
    d,
    queries: within(
      '--queries',
      request.queries ?? Math.min(DEFAULT_QUERIES, shape.queries),
      shape.queries,
      `the queries of ${name}`,
    ),
    seed: 0,
  };
}

function syntheticShape({ name, shape }: DatasetProvider, request: DatasetRequest): DatasetSpec {
  const seed = request.seed ?? DEFAULT_SEED;
  if (!Number.isSafeInteger(seed) || seed < 0) {
    throw new UsageError(`expected --seed to be a whole number of at least 0; got ${seed}`);
  }
  return {
    name,
    n: within('--n', request.n ?? shape.n, MOST_ROWS, 'the most rows there can be'),
    d: within('--d', request.d ?? shape.d, MOST_DIMENSIONS, 'the most dimensions there can be'),
    queries: within(
      '--queries',
      request.queries ?? shape.queries,
      MOST_ROWS,
      'the most queries there can be',
    ),
    seed,
  };
}

function within(flag: string, value: number, most: number, whatMost: string): number {
  if (!Number.isSafeInteger(value) || value < 1) {
    throw new UsageError(`expected ${flag} to be a whole number of at least 1; got ${value}`);
  }
  if (value > most) throw new UsageError(`expected ${flag} to be at most ${most}, ${whatMost}; got ${value}`);
  return value;
}
