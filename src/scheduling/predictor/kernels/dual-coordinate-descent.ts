/** A support vector regression on its way: the dual variables within [-C, C], and the weights they stand for. */
export interface SvrState {
  readonly dual: Float64Array;
  readonly weights: Float64Array;
}

/**
 * One pass of dual coordinate descent over the rows in `order`, for the L2-regularised regression with the absolute loss
 * (epsilon 0): Ho and Lin, Large-scale Linear Support Vector Regression, JMLR 13 (2012), Algorithm 2. Rows are
 * `dimensions` wide. Returns the sum by which the conditions of the optimum were broken on the way.
 */
export function descendOnce(
  { dual, weights }: SvrState,
  rows: Float64Array,
  targets: Float32Array,
  squaredNorms: Float64Array,
  order: Uint32Array,
  cost: number,
): number {
  const dimensions = weights.length;
  let violation = 0;
  for (let step = 0; step < order.length; step++) {
    const i = order[step];
    const from = i * dimensions;
    let slope = -targets[i];
    for (let j = 0; j < dimensions; j++) slope += weights[j] * rows[from + j];
    const before = dual[i];
    // At a bound only a slope that leads back inside breaks the conditions.
    const held = (before >= cost && slope < 0) || (before <= -cost && slope > 0);
    if (held) continue;
    violation += Math.abs(slope);
    const after = Math.min(cost, Math.max(-cost, before - slope / squaredNorms[i]));
    const change = after - before;
    if (change === 0) continue;
    dual[i] = after;
    for (let j = 0; j < dimensions; j++) weights[j] += change * rows[from + j];
  }
  return violation;
}
