import type {
  Engine,
  EngineIdentity,
  Metric,
  Neighbours,
  Rows,
  VectorSet,
  VectorSource,
} from '../backend.js';
import { NonFiniteError, ShapeError } from '../shared/errors.js';
import { cosine, type Distance, dot, l1, l2 } from './kernels/distance.js';
import { cosineFrom, type DistancesFrom, dotFrom, l1From, l2From } from './kernels/distances-from.js';
import { plainKMeans } from './kmeans.js';

const DISTANCE: Readonly<Record<Metric, Distance>> = { l2, cosine, dot, l1 };
const DISTANCES_FROM: Readonly<Record<Metric, DistancesFrom>> = {
  l2: l2From,
  cosine: cosineFrom,
  dot: dotFrom,
  l1: l1From,
};

/** Floats read at a time: sources may be larger than memory, and a block that stays in the cache is gone over faster. */
const BLOCK_FLOATS = 2 ** 18;

/** Depends on nothing that it checks: its loops, its order and its finiteness check are its own. */
export function openOracle(identity: EngineIdentity): Engine {
  return {
    identity,
    async load(source, metric) {
      for await (const block of blocksOf(source)) refuseNonFinite(block.rows, block.start);
      return vectorSet(source, metric);
    },
    async rowDistances(x, y, metric) {
      if (x.n !== y.n || x.d !== y.d) throw new ShapeError(`expected ${x.n} x ${x.d}, got ${y.n} x ${y.d}`);
      refuseNonFinite(x, 0);
      refuseNonFinite(y, 0);
      return Float32Array.from({ length: x.n }, (_, i) =>
        DISTANCE[metric](x.data, i * x.d, y.data, i * x.d, x.d),
      );
    },
    close: async () => {},
  };
}

interface Block {
  readonly start: number;
  readonly rows: Rows;
}

async function* blocksOf(source: VectorSource): AsyncGenerator<Block> {
  const { n, d } = source;
  const count = Math.max(1, Math.min(n, Math.floor(BLOCK_FLOATS / d)));
  for (let start = 0; start < n; start += count) {
    const length = Math.min(count, n - start);
    const data = new Float32Array(length * d);
    await source.read(start, length, data);
    yield { start, rows: { n: length, d, data } };
  }
}

function vectorSet(source: VectorSource, metric: Metric): VectorSet {
  const { n, d } = source;
  const distancesFrom = DISTANCES_FROM[metric];
  return {
    n,
    d,
    metric,
    residence: 'streamed',
    async knn(queries, k) {
      refuseQueries(queries, d);
      const width = Math.min(k, n);
      const lists: Candidate[][] = Array.from({ length: queries.n }, () => []);
      for await (const { start, rows } of blocksOf(source)) {
        const distances = new Float64Array(rows.n);
        for (const [q, list] of lists.entries()) {
          distancesFrom(queries.data, q * d, rows.data, rows.n, d, distances);
          // Only what can still be among the nearest is kept; the order is settled by sorting.
          let worst = list[width - 1]?.distance ?? Number.POSITIVE_INFINITY;
          for (const [i, distance] of distances.entries()) {
            if (distance > worst) continue;
            list.push({ distance, id: start + i });
            if (list.length >= 4 * width + 64) worst = keepNearest(list, width);
          }
          keepNearest(list, width);
        }
      }
      return neighboursOf(lists, width);
    },
    async distances(queries) {
      refuseQueries(queries, d);
      const all = new Float32Array(queries.n * n);
      for await (const { start, rows } of blocksOf(source)) {
        const distances = new Float64Array(rows.n);
        for (let q = 0; q < queries.n; q++) {
          distancesFrom(queries.data, q * d, rows.data, rows.n, d, distances);
          all.set(distances, q * n + start);
        }
      }
      return all;
    },
    async kmeans(request) {
      const data = new Float32Array(n * d);
      await source.read(0, n, data);
      return plainKMeans({ n, d, data }, metric, request);
    },
    free: async () => {},
  };
}

interface Candidate {
  readonly distance: number;
  readonly id: number;
}

/** Sorts by distance, then id, and cuts to `width`; returns the distance beyond which nothing can enter. */
function keepNearest(list: Candidate[], width: number): number {
  list.sort((a, b) => a.distance - b.distance || a.id - b.id);
  list.length = Math.min(list.length, width);
  return list[width - 1]?.distance ?? Number.POSITIVE_INFINITY;
}

function neighboursOf(lists: readonly (readonly Candidate[])[], k: number): Neighbours {
  return {
    queries: lists.length,
    k,
    ids: Int32Array.from(lists.flatMap((list) => list.map(({ id }) => id))),
    distances: Float64Array.from(lists.flatMap((list) => list.map(({ distance }) => distance))),
  };
}

function refuseQueries(queries: Rows, d: number): void {
  if (queries.d !== d) throw new ShapeError(`expected queries of d = ${d}, got d = ${queries.d}`);
  refuseNonFinite(queries, 0);
}

function refuseNonFinite({ n, d, data }: Rows, firstRow: number): void {
  for (let i = 0; i < n * d; i++) {
    const value = data[i];
    if (!Number.isFinite(value)) {
      throw new NonFiniteError(firstRow + Math.floor(i / d), i % d, value ?? Number.NaN);
    }
  }
}
