import type { KMeansResult, VectorSource } from '../../backends/backend.js';
import type { CheckReport } from '../suite.js';
import {
  leastScore,
  type Recomputed,
  recompute,
  rowNorm,
  scoreOf,
  squaredShiftToMeans,
} from './kernels/recompute.js';
import { malformed } from './malformed.js';
import { compareWithOracle } from './oracle-difference.js';
import type { OracleFit } from './oracle-fit.js';
import type { KMeansParameters } from './parameters.js';

export interface FitCheckInput {
  readonly base: VectorSource;
  readonly parameters: KMeansParameters;
  readonly oracle: OracleFit | undefined;
}

/** Rows whose labels are compared with every centroid. */
const SAMPLED_ROWS = 1000;
const BLOCK_BYTES = 64 * 2 ** 20;
/** Two float64 sums of the same numbers in different orders. */
const SUM_TOLERANCE = 1e-9;
/** Rounding of one float64 distance. */
const SCORE_TOLERANCE = 1e-11;
/** Shifts need not fall from one iteration to the next, but a converged fit is not as far off as this. */
const SHIFT_ALLOWANCE = 100;

/**
 * Checks a fit from the rows, its labels and its centroids alone, never from the subject's own sums: inertia and loss
 * are recomputed in float64, sampled rows must have the label of their nearest centroid, and converged centroids must
 * lie at the means of their rows; beside that the fit must agree with the oracle's wherever there is one.
 */
export async function checkFit(result: KMeansResult, input: FitCheckInput): Promise<CheckReport> {
  const { parameters, oracle } = input;
  const malformation = malformed(result, parameters);
  if (malformation !== undefined) return wrong(malformation);
  const compared =
    oracle === undefined ? { differingRows: [] } : compareWithOracle(result, oracle, parameters);
  if (compared.reason !== undefined) return wrong(compared.reason);
  const { recomputed, misplaced } = await goOver(result, input, new Set(compared.differingRows));
  if (misplaced !== undefined) return wrong(misplaced);
  const { inertia, loss } = recomputed;
  if (!(Math.abs(result.inertia - inertia) <= SUM_TOLERANCE * (1 + Math.abs(inertia)))) {
    return wrong(`reported inertia ${result.inertia}; its labels and centroids have ${inertia}`);
  }
  const offMeans = result.converged ? offTheMeans(result, recomputed, parameters) : undefined;
  if (offMeans !== undefined) return wrong(offMeans);
  return { check: 'pass', quality: { inertia, loss, iterations: result.iterations } };
}

function wrong(reason: string): CheckReport {
  return { check: 'fail', reason, quality: {} };
}

/** One pass over the rows: recomputes, and looks at the labels of sampled and of suspected rows. */
async function goOver(
  { centroids, labels }: KMeansResult,
  { base, parameters }: FitCheckInput,
  suspects: ReadonlySet<number>,
): Promise<{ recomputed: Recomputed; misplaced?: string }> {
  const { n, d } = base;
  const { data, k } = centroids;
  const cosine = parameters.metric === 'cosine';
  const unit = cosine && parameters.cosineMean === 'directions';
  const recomputed: Recomputed = {
    inertia: 0,
    loss: 0,
    counts: new Float64Array(k),
    sums: new Float64Array(k * d),
  };
  const stride = Math.ceil(n / SAMPLED_ROWS);
  const blockRows = Math.max(1, Math.min(n, Math.floor(BLOCK_BYTES / (d * Float32Array.BYTES_PER_ELEMENT))));
  const rows = new Float32Array(blockRows * d);
  for (let start = 0; start < n; start += blockRows) {
    const count = Math.min(blockRows, n - start);
    await base.read(start, count, rows.subarray(0, count * d));
    recompute(rows, count, d, labels.subarray(start, start + count), data, cosine, unit, recomputed);
    for (let i = 0; i < count; i++) {
      const row = start + i;
      if (row % stride !== 0 && !suspects.has(row)) continue;
      const label = labels[row] ?? 0;
      const own = scoreOf(rows, i * d, d, data, label * d, cosine);
      const least = leastScore(rows, i * d, d, data, k, cosine);
      const scale = cosine ? 1 : rowNorm(rows, i * d, d) ** 2 + least;
      if (own <= least + SCORE_TOLERANCE * scale) continue;
      return {
        recomputed,
        misplaced: `row ${row} has label ${label} at ${own}; another centroid is at ${least}`,
      };
    }
  }
  return { recomputed };
}

function offTheMeans(
  { centroids: { k, d, data } }: KMeansResult,
  recomputed: Recomputed,
  { metric, tolerance, algorithm, dataset }: KMeansParameters,
): string | undefined {
  // A mini-batch's centroids are means of all rows they ever had.
  if (algorithm === 'minibatch') return undefined;
  const cosine = metric === 'cosine';
  const shift = Math.sqrt(squaredShiftToMeans(recomputed, data, d, cosine) / k);
  const spread = Math.sqrt(((cosine ? 2 : 1) * Math.max(recomputed.inertia, 0)) / dataset.n);
  const allowed = SHIFT_ALLOWANCE * (tolerance * spread + 1e-12 * (spread + rms(data)));
  if (shift <= allowed) return undefined;
  return `converged, but its centroids are ${shift} from the means of their rows, of ${allowed} allowed`;
}

function rms(values: Float64Array): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);
}
