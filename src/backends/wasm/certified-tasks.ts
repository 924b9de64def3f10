import type { BoundJob, SurvivorsJob } from './job.js';
import { type KernelExports, QUERY_TERM_BYTES } from './kernel-exports.js';

/** The intervals of some rows with all queries. */
export function boundRows(
  kernels: KernelExports,
  scratch: number,
  job: BoundJob,
  worker: number,
  first: number,
  count: number,
): void {
  const { copies, terms, n, d, wide, queryTerms, queryCount, lows, highs } = job;
  kernels.boundRows(
    copies,
    terms,
    n,
    d,
    first,
    count,
    wide,
    queryTerms,
    queryCount,
    lows,
    highs.values + worker * highs.valueStride,
    highs.ids + worker * highs.idStride,
    highs.sizes + worker * highs.sizeStride,
    highs.k,
    scratch,
  );
}

/** The nearest rows of one query, among those that the upper ends of all workers' intervals leave. */
export function measureSurvivors(kernels: KernelExports, job: SurvivorsJob, query: number): void {
  const { metric, rows, n, d, highs, ranked } = job;
  const { k } = ranked;
  const values = highs.values + 8 * query * k;
  const [ids, sizes] = [highs.ids + 4 * query * k, highs.sizes + 4 * query];
  kernels.mergeExact(values, highs.valueStride, ids, highs.idStride, sizes, highs.sizeStride, job.workers, k);
  kernels.measureSurvivors(
    metric,
    rows,
    n,
    d,
    job.queries + 4 * query * d,
    job.queryTerms + query * QUERY_TERM_BYTES,
    job.lows + 8 * query * n,
    job.survivors + 4 * query * n,
    values,
    ranked.values + 8 * query * k,
    ranked.ids + 4 * query * k,
    ranked.sizes + 4 * query,
    job.measured + 4 * query,
    k,
  );
}
