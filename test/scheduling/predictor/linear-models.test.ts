import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LinearFunction, linearValue } from '../../../src/scheduling/predictor/linear-function.js';
import { fitLinearRegression } from '../../../src/scheduling/predictor/linear-regression.js';
import { fitLinearSvr } from '../../../src/scheduling/predictor/linear-svr.js';
import type { Samples } from '../../../src/scheduling/predictor/samples.js';
import { scaled, scaleOf } from '../../../src/scheduling/predictor/standard-scaler.js';
import { seededUniform } from '../../../src/stats/random.js';

const TOOLS = { signal: new AbortController().signal, progress: async () => {} };

function samples(rows: readonly (readonly number[])[], target: (row: readonly number[]) => number): Samples {
  return {
    count: rows.length,
    dimensions: rows[0]?.length ?? 0,
    features: Float32Array.from(rows.flat()),
    targets: Float32Array.from(rows, target),
  };
}

function drawn(count: number, seed: number) {
  const uniform = seededUniform(seed);
  return Array.from({ length: count }, () => {
    const first = Math.round(uniform());
    return [first, 1 - first, Math.floor(50 * uniform()), Math.floor(32 * uniform())];
  });
}

const valuesOf = (fitted: LinearFunction, { count, dimensions, features }: Samples) =>
  Array.from({ length: count }, (_, i) =>
    linearValue(fitted, features.subarray(i * dimensions, (i + 1) * dimensions)),
  );

describe('linear regression', () => {
  it('finds a linear function exactly, also with features that always sum to one and one that never varies', async () => {
    const rows = drawn(60, 1).map((row) => [...row, 4]);
    const asked = samples(rows, ([a = 0, , c = 0, d = 0]) => 3 + 5 * a + 0.25 * c - 0.5 * d);
    const values = valuesOf(await fitLinearRegression(asked), asked);
    for (const [i, value] of values.entries()) expect(value).toBeCloseTo(asked.targets[i] ?? 0, 4);
  });

  it('is the best there is: another function has larger squares', async () => {
    const rows = drawn(80, 2);
    const asked = samples(rows, ([a = 0, , c = 0, d = 0]) => a * c + Math.sqrt(d));
    const fitted = await fitLinearRegression(asked);
    const squares = (candidate: LinearFunction) =>
      valuesOf(candidate, asked).reduce((sum, value, i) => sum + (value - (asked.targets[i] ?? 0)) ** 2, 0);
    const best = squares(fitted);
    fc.assert(
      fc.property(fc.nat({ max: 4 }), fc.constantFrom(-0.1, -0.01, 0.01, 0.1), (at, change) => {
        const weights = fitted.weights.map((weight, i) => (i === at ? weight + change : weight));
        const intercept = fitted.intercept + (at === 4 ? change : 0);
        expect(squares({ weights, intercept })).toBeGreaterThan(best);
      }),
    );
  });
});

describe('linear support vector regression', () => {
  /** C = 1, no epsilon, features standardised, the intercept regularised with the weights. */
  function objective(asked: Samples, { weights, intercept }: LinearFunction): number {
    const rows = scaled(asked, scaleOf(asked));
    const { dimensions } = asked;
    let sum = 0.5 * (weights.reduce((square, weight) => square + weight ** 2, 0) + intercept ** 2);
    for (const [i, target] of asked.targets.entries()) {
      const value = weights.reduce(
        (part, weight, j) => part + weight * (rows[i * dimensions + j] ?? 0),
        intercept,
      );
      sum += Math.abs(value - target);
    }
    return sum;
  }

  /** As a function of the standardised features, which is what is regularised. */
  function onScale(asked: Samples, fitted: LinearFunction): LinearFunction {
    const { means, deviations } = scaleOf(asked);
    return {
      weights: fitted.weights.map((weight, i) => weight * (deviations[i] ?? 1)),
      intercept: fitted.weights.reduce((sum, weight, i) => sum + weight * (means[i] ?? 0), fitted.intercept),
    };
  }

  it('is at the least of its objective', async () => {
    const asked = samples(drawn(120, 3), ([a = 0, , c = 0, d = 0]) => 3 * a + (c * d) / 20);
    const fitted = onScale(asked, await fitLinearSvr(asked, 0, TOOLS));
    const least = objective(asked, fitted);
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -0.5, max: 0.5, noNaN: true }), { minLength: 5, maxLength: 5 }),
        ([intercept = 0, ...changes]) => {
          const other = {
            weights: fitted.weights.map((weight, i) => weight + (changes[i] ?? 0)),
            intercept: fitted.intercept + intercept,
          };
          expect(objective(asked, other)).toBeGreaterThanOrEqual(least - 1e-3 * least);
        },
      ),
    );
  });

  it('does not care how far an outlier is out', async () => {
    const rows = drawn(120, 4);
    const withOutlier = (far: number) =>
      samples(rows, (row) => (row === rows[0] ? far : 2 + (row[2] ?? 0) / 4));
    const near = await fitLinearSvr(withOutlier(1000), 0, TOOLS);
    const far = await fitLinearSvr(withOutlier(100_000), 0, TOOLS);
    for (const [i, weight] of near.weights.entries()) expect(far.weights[i]).toBeCloseTo(weight, 2);
  });

  it('ends when asked to', async () => {
    const tools = { signal: AbortSignal.abort(), progress: async () => {} };
    await expect(
      fitLinearSvr(
        samples(drawn(9, 5), () => 1),
        0,
        tools,
      ),
    ).rejects.toThrow();
  });
});
