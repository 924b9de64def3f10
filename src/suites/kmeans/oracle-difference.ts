import type { KMeansResult } from '../../backends/backend.js';
import type { OracleFit } from './oracle-fit.js';
import type { KMeansParameters } from './parameters.js';

/** Two float64 sums of the same numbers, as a share of the inertia of the start. */
const SUM_TOLERANCE = 1e-9;

export interface OracleComparison {
  readonly reason?: string;
  /** Rows whose labels differ: right only where two centroids are equally near. */
  readonly differingRows: readonly number[];
}

/** Compares a fit with the oracle's from the same start, iteration by iteration as far as that one goes. */
export function compareWithOracle(
  result: KMeansResult,
  oracle: OracleFit,
  { algorithm, maxIterations }: KMeansParameters,
): OracleComparison {
  const tolerance = SUM_TOLERANCE * (oracle.inertias[0] ?? 0) + Number.MIN_VALUE;
  const differs = (a: number | undefined, b: number | undefined) =>
    !(Math.abs((a ?? 0) - (b ?? 0)) <= tolerance);
  const sameLength = result.iterations === oracle.iterations;
  // The last inertia of a mini-batch is of another kind than those before.
  const comparable = sameLength || algorithm !== 'minibatch' ? oracle.iterations + 1 : oracle.iterations;
  for (let i = 0; i < Math.min(comparable, result.inertias.length); i++) {
    if (!differs(result.inertias[i], oracle.inertias[i])) continue;
    const reason = `inertia ${result.inertias[i]} after ${i} iterations where the oracle has ${oracle.inertias[i]}`;
    return { reason, differingRows: [] };
  }
  // An oracle that was cut short says nothing of where it would have ended.
  const wasCut = oracle.iterations < maxIterations && result.iterations > oracle.iterations;
  if (!sameLength && !wasCut && differs(result.inertia, oracle.inertias.at(-1))) {
    const reason = `ended after ${result.iterations} iterations where the oracle took ${oracle.iterations}`;
    return { reason, differingRows: [] };
  }
  if (!sameLength) return { differingRows: [] };
  const differingRows = oracle.labels.flatMap((label, row) => (label === result.labels[row] ? [] : [row]));
  return { differingRows };
}
