import type { VectorSource } from '../../backends/backend.js';
import { UsageError } from '../../errors.js';
import type { Dataset } from '../dataset.js';
import { checkRowRange } from '../row-range.js';
import { type Distribution, LegacyDraws } from './draws.js';

export interface NumpyLegacyRequest {
  /** As given to `numpy.random.seed`: 0 to 2^32 - 1. */
  readonly seed: number;
  readonly n: number;
  readonly d: number;
  readonly queries: number;
  readonly distribution: Distribution;
}

/**
 * The vectors of a NumPy experiment that seeds, draws its base rows and then its query rows:
 * `seed(s); A = rand(n, d); X = rand(queries, d)`, both rounded to float32 (or `randn` for both).
 */
export async function openNumpyLegacy(request: NumpyLegacyRequest): Promise<Dataset> {
  const { seed, n, d, queries, distribution } = request;
  if (!Number.isInteger(seed) || seed < 0 || seed > 0xffffffff) {
    throw new UsageError(`expected a NumPy seed to be a whole number from 0 to 4294967295; got "${seed}"`);
  }
  const draws = new LegacyDraws(seed, distribution);
  const rows = (firstRow: number, count: number): VectorSource => ({
    identity: `numpy-legacy:${seed}:${distribution}:${count}x${d}@${firstRow}`,
    n: count,
    d,
    async read(start, rowCount, into) {
      checkRowRange(this, start, rowCount, into);
      await draws.read((firstRow + start) * d, into.subarray(0, rowCount * d));
    },
    close: async () => undefined,
  });
  return { base: rows(0, n), queries: rows(n, queries), close: async () => undefined };
}
