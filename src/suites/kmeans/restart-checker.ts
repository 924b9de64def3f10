import type { KMeansResult, VectorSource } from '../../backends/backend.js';
import type { CheckReport } from '../suite.js';
import { checkFit } from './check.js';
import type { OracleFit } from './oracle-fit.js';
import type { KMeansParameters } from './parameters.js';

/**
 * Checks the fits of every round, one from each start; what is equal to the last round's has that one's report. The
 * quality is that of the best fit, beside the work of all.
 */
export function restartChecker(
  parameters: KMeansParameters,
  base: VectorSource,
  oracles: readonly (OracleFit | undefined)[],
): (fits: readonly KMeansResult[]) => Promise<CheckReport> {
  let last: { fits: readonly KMeansResult[]; report: CheckReport } | undefined;
  return async (fits) => {
    const known = last;
    if (known !== undefined && fits.every((fit, i) => sameFit(fit, known.fits[i]))) return known.report;
    const reports: CheckReport[] = [];
    for (const [i, fit] of fits.entries()) {
      reports.push(await checkFit(fit, { base, parameters, oracle: oracles[i] }));
    }
    last = { fits, report: combined(fits, reports) };
    return last.report;
  };
}

function combined(fits: readonly KMeansResult[], reports: readonly CheckReport[]): CheckReport {
  const failed = reports.find(({ check }) => check === 'fail');
  if (failed !== undefined) return failed;
  const [best] = reports.toSorted((a, b) => (a.quality.inertia ?? 0) - (b.quality.inertia ?? 0));
  const sum = (of: (fit: KMeansResult) => number) => fits.reduce((total, fit) => total + of(fit), 0);
  return {
    check: 'pass',
    quality: { ...best?.quality, updates: sum((fit) => fit.iterations), pairs: sum((fit) => fit.pairs) },
  };
}

function sameFit(a: KMeansResult, b: KMeansResult | undefined): boolean {
  return (
    b !== undefined &&
    a.iterations === b.iterations &&
    a.inertias.every((inertia, i) => inertia === b.inertias[i]) &&
    a.labels.every((label, i) => label === b.labels[i]) &&
    a.centroids.data.every((value, i) => value === b.centroids.data[i])
  );
}
