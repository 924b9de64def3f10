import type { KMeansResult, VectorSource } from '../../backends/backend.js';
import type { CheckReport } from '../suite.js';
import { differingRows, oracleDifference, wrongCourse } from './inertia-course.js';
import {
  leastScore,
  type Recomputed,
  recompute,
  rowNorm,
  scatterOfCentroids,
  scoreOf,
  squaredShiftToMeans,
} from './kernels/recompute.js';
import { malformed } from './malformed.js';
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
/** Rounding of squares that cancel. */
const CANCELLATION_TOLERANCE = 1e-12;
/** Rounding of one float64 distance. */
const SCORE_TOLERANCE = 1e-11;
/** Rounding of sums that were kept up to date. */
const SHIFT_TOLERANCE = 1e-9;

/**
 * Checks a fit from the rows, its labels and its centroids alone, never from the subject's own sums: inertia and loss
 * are recomputed in float64, sampled rows must have the label of their nearest centroid, and centroids that no longer
 * move must lie at the means of their rows; beside that the fit must agree with the oracle's wherever there is one.
 */
export async function checkFit(result: KMeansResult, input: FitCheckInput): Promise<CheckReport> {
  const { parameters, oracle } = input;
  const malformation = malformed(result, parameters);
  if (malformation !== undefined) return wrong(malformation);
  const { recomputed, misplaced } = await goOver(result, input, differingRows(result, oracle));
  if (misplaced !== undefined) return wrong(misplaced);
  const tolerance = inertiaTolerance(result, recomputed, parameters);
  const { inertia, loss } = recomputed;
  if (!(Math.abs(result.inertia - inertia) <= tolerance)) {
    return wrong(`reported inertia ${result.inertia}; its labels and centroids have ${inertia}`);
  }
  const reason =
    wrongCourse(result, parameters, tolerance) ??
    (oracle && oracleDifference(result, oracle, parameters, tolerance)) ??
    offTheMeans(result, recomputed, parameters);
  if (reason !== undefined) return wrong(reason);
  return { check: 'pass', quality: { inertia, loss, iterations: result.iterations } };
}

/** What two float64 sums over the same rows may differ by, where one of them takes squares from the clusters' sums. */
function inertiaTolerance(
  { inertias, centroids }: KMeansResult,
  recomputed: Recomputed,
  { metric, dataset: { n, d } }: KMeansParameters,
): number {
  const relative = SUM_TOLERANCE * Math.abs(inertias[0] ?? 0);
  if (metric === 'cosine') return relative + n * (d + 8) * 2 ** -50;
  return relative + CANCELLATION_TOLERANCE * scatterOfCentroids(recomputed, centroids.data, d);
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
  { centroids: { k, d, data }, converged }: KMeansResult,
  recomputed: Recomputed,
  { metric, tolerance, algorithm, dataset }: KMeansParameters,
): string | undefined {
  // A mini-batch's centroids are means of all rows they ever had; and after a small shift, labels may still change much.
  if (!converged || tolerance > 0 || algorithm === 'minibatch') return undefined;
  const cosine = metric === 'cosine';
  const shift = Math.sqrt(squaredShiftToMeans(recomputed, data, d, cosine) / k);
  const spread = Math.sqrt(((cosine ? 2 : 1) * Math.max(recomputed.inertia, 0)) / dataset.n);
  if (shift <= SHIFT_TOLERANCE * (spread + rms(data))) return undefined;
  return `says that nothing moves any more; its centroids are ${shift} from the means of their rows`;
}

function rms(values: Float64Array): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);
}
