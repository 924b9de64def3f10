import type { KMeansResult } from '../../backends/backend.js';
import type { OracleFit } from './oracle-fit.js';
import type { KMeansParameters } from './parameters.js';

/** What is wrong with how a fit's inertia fell, if anything; `tolerance` is what float64 sums may differ by. */
export function wrongCourse(
  { inertias }: KMeansResult,
  { metric, cosineMean, algorithm }: KMeansParameters,
  tolerance: number,
): string | undefined {
  // Of rows as they are, a mean minimises no sum of cosines; a mini-batch's inertias are of centroids that moved.
  if (algorithm === 'minibatch' || (metric === 'cosine' && cosineMean === 'vectors')) return undefined;
  for (let i = 1; i < inertias.length; i++) {
    const [before = 0, after = 0] = [inertias[i - 1], inertias[i]];
    if (!(after <= before + tolerance)) return `iteration ${i} raised the inertia from ${before} to ${after}`;
  }
  return undefined;
}

/** Where a fit's inertias and the oracle's part, iteration by iteration as far as the oracle goes. */
export function oracleDifference(
  result: KMeansResult,
  oracle: OracleFit,
  { algorithm, maxIterations }: KMeansParameters,
  tolerance: number,
): string | undefined {
  const differs = (a = Number.NaN, b = Number.NaN) => !(Math.abs(a - b) <= tolerance);
  const sameLength = result.iterations === oracle.iterations;
  // The last inertia of a mini-batch is of another kind than those before.
  const comparable = sameLength || algorithm !== 'minibatch' ? oracle.iterations + 1 : oracle.iterations;
  for (let i = 0; i < Math.min(comparable, result.inertias.length); i++) {
    const [found, expected] = [result.inertias[i], oracle.inertias[i]];
    if (differs(found, expected))
      return `inertia ${found} after ${i} iterations where the oracle has ${expected}`;
  }
  // An oracle that was cut short says nothing of where it would have ended.
  const wasCut = oracle.iterations < maxIterations && result.iterations > oracle.iterations;
  if (sameLength || wasCut || !differs(result.inertia, oracle.inertias.at(-1))) return undefined;
  return `ended after ${result.iterations} iterations where the oracle took ${oracle.iterations}`;
}

/** Rows whose labels are not the oracle's, where both went equally far: right only if two centroids are equally near. */
export function differingRows(result: KMeansResult, oracle: OracleFit | undefined): ReadonlySet<number> {
  if (oracle === undefined || result.iterations !== oracle.iterations) return new Set();
  return new Set(oracle.labels.flatMap((label, row) => (label === result.labels[row] ? [] : [row])));
}
