import { createHash } from 'node:crypto';
import type { Engine, Metric, Neighbours, VectorSource } from '../../backends/backend.js';
import { EXACT_DISTANCE } from '../../backends/shared/exact-distance.js';
import type { ClaimedTruth, Dataset } from '../../datasets/dataset.js';
import { DataError } from '../../errors.js';

/** Whoever made the file may have chosen in float32; the share of a list's largest distance that this may cost. */
const TOLERANCE = 1e-5;

/** The claimed neighbours, and a name for them: two files with the same ids are one claim. */
export interface Claim {
  readonly truth: ClaimedTruth;
  readonly k: number;
  readonly ids: Int32Array;
  readonly identity: string;
}

/** What a dataset claims for this question; undefined where it claims nothing for it. @throws DataError */
export async function claimFor(
  { truth, queries }: Dataset,
  metric: Metric,
  k: number,
): Promise<Claim | undefined> {
  if (truth === undefined || (truth.metric ?? metric) !== metric) return undefined;
  const read = await truth.read();
  const enough = read.k >= k && read.queries >= queries.n;
  if (!enough && !truth.given) return undefined;
  if (!enough) throw refused(truth, `it holds ${read.queries} x ${read.k}, of ${queries.n} x ${k} wanted`);
  const ids = new Int32Array(queries.n * k);
  for (let q = 0; q < queries.n; q++) ids.set(read.ids.subarray(q * read.k, q * read.k + k), q * k);
  const identity = createHash('sha256').update(new Uint8Array(ids.buffer)).digest('hex');
  return { truth, k, ids, identity };
}

/**
 * Makes a claim the truth: distances are computed here in float64 from the vectors, lists sorted by them, and the
 * lists of the first, the middle and the last query compared with the oracle's.
 * @throws DataError `wrong-truth` when it names rows that are not there or are not the nearest
 */
export async function proveClaim(
  claim: Claim,
  { base, queries }: Dataset,
  metric: Metric,
  oracle: Engine,
  progress: (done: number, total: number) => void,
): Promise<Neighbours> {
  const { truth, k } = claim;
  const ids = claim.ids.slice();
  const distances = new Float64Array(ids.length);
  const query = new Float32Array(base.d);
  for (let q = 0; q < queries.n; q++) {
    await queries.read(q, 1, query);
    const list = await listOf(base, query, metric, ids.subarray(q * k, (q + 1) * k), (id) =>
      refused(truth, `for query ${q} it names row ${id} ${id < base.n ? 'twice' : `of ${base.n} rows`}`),
    );
    for (const [rank, { id, distance }] of list.entries()) {
      ids[q * k + rank] = id;
      distances[q * k + rank] = distance;
    }
    progress(q + 1, queries.n);
  }
  const vectors = await oracle.load(base, metric);
  for (const q of new Set([0, queries.n >> 1, queries.n - 1])) {
    await queries.read(q, 1, query);
    const found = await vectors.knn({ n: 1, d: base.d, data: query }, k);
    const largest = metric === 'cosine' ? 1 : Math.max(...found.distances.map(Math.abs));
    for (const [rank, nearest] of found.distances.entries()) {
      const claimed = distances[q * k + rank] ?? Number.NaN;
      if (Math.abs(claimed - nearest) <= TOLERANCE * largest) continue;
      const [mine, its] = [found.ids[rank], ids[q * k + rank]];
      throw refused(
        truth,
        `of query ${q}, neighbour ${rank + 1} by ${metric} is row ${mine} at ${nearest}, and it has row ${its} at ${claimed}`,
      );
    }
  }
  await vectors.free();
  return { queries: queries.n, k, ids, distances };
}

/** The rows of one list with their distances, nearest first. */
async function listOf(
  base: VectorSource,
  query: Float32Array,
  metric: Metric,
  ids: Int32Array,
  refuse: (id: number) => Error,
): Promise<{ id: number; distance: number }[]> {
  const row = new Float32Array(base.d);
  const list: { id: number; distance: number }[] = [];
  const seen = new Set<number>();
  for (const id of ids) {
    if (id >= base.n || seen.has(id)) throw refuse(id);
    seen.add(id);
    await base.read(id, 1, row);
    list.push({ id, distance: EXACT_DISTANCE[metric](query, 0, row, 0, base.d) });
  }
  return list.sort((a, b) => a.distance - b.distance || a.id - b.id);
}

function refused({ path, given }: ClaimedTruth, why: string): DataError {
  const mend = given
    ? 'It is of another base, other queries or another metric: give the right one, or leave out --truth.'
    : 'The file contradicts itself: fetch it again.';
  return new DataError(
    `expected ${path} to hold the true neighbours of these queries; ${why}. ${mend}`,
    'wrong-truth',
  );
}
