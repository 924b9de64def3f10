import type { Rows } from '../backend.js';
import type { Candidates } from '../shared/block-kernels.js';
import type { Crew } from './crew.js';
import { heapsOfWorker, type NearestJob, type SharedBlock } from './job.js';
import { certainQueries } from './kernels/certainty.js';
import { NearestHeaps } from './kernels/nearest-heaps.js';
import { inSharedMemory, sharedDoubles, sharedFloats, sharedInts } from './shared-memory.js';

/**
 * The k nearest rows of each query by float64 direct differences, k at most the block's rows. For cosine, dot and l1
 * the keys are those distances. For l2 one row more is kept by key: if its key is farther from the k-th than both can
 * err, the first k are the answer, and if not (ties, or long vectors close together), the query is scanned again and
 * rows are kept by their direct distance.
 */
export async function nearestRows(
  crew: Crew,
  block: SharedBlock,
  queries: Rows,
  k: number,
): Promise<Candidates> {
  const shared = { ...queries, data: inSharedMemory(queries.data, queries.n * queries.d) };
  if (block.metric !== 'l2' || k === block.n) {
    const heaps = await scan(crew, block, shared, k, 'keys');
    return { width: k, ids: heaps.ids };
  }
  const heaps = await scan(crew, block, shared, k + 1, 'keys');
  const ids = new Int32Array(queries.n * k);
  const doubtful: number[] = [];
  const certain = certainQueries(heaps, shared.data, block.norms, block.d);
  for (let q = 0; q < queries.n; q++) {
    const top = q * (k + 1);
    if (certain[q] === 1) ids.set(heaps.ids.subarray(top + 1, top + 1 + k), q * k);
    else doubtful.push(q);
  }
  if (doubtful.length > 0) {
    const again = await scan(crew, block, pick(shared, doubtful), k, 'direct distances');
    for (const [i, q] of doubtful.entries()) ids.set(again.ids.subarray(i * k, (i + 1) * k), q * k);
  }
  return { width: k, ids };
}

/** Heaps of all rows, merged from those of the workers. */
async function scan(
  crew: Crew,
  block: SharedBlock,
  queries: Rows,
  capacity: number,
  keep: NearestJob['keep'],
): Promise<NearestHeaps> {
  const heaps = crew.threads * queries.n;
  const job: NearestJob = {
    kind: 'nearest',
    block,
    queries: queries.data,
    queryCount: queries.n,
    capacity,
    keep,
    values: sharedDoubles(heaps * capacity),
    ids: sharedInts(heaps * capacity),
    sizes: sharedInts(heaps),
  };
  await crew.run(job);
  const [first, ...others] = Array.from({ length: crew.threads }, (_, worker) => {
    const { values, ids, sizes } = heapsOfWorker(job, worker);
    return new NearestHeaps(capacity, values, ids, sizes);
  });
  if (first === undefined) throw new RangeError(`expected at least one thread, got ${crew.threads}`);
  for (const other of others) first.merge(other);
  return first;
}

function pick({ d, data }: Rows, numbers: readonly number[]): Rows {
  const picked = sharedFloats(numbers.length * d);
  for (const [i, q] of numbers.entries()) picked.set(data.subarray(q * d, (q + 1) * d), i * d);
  return { n: numbers.length, d, data: picked };
}
