/** How far predictions are from what was measured. */
export interface PredictionError {
  /** Milliseconds. */
  readonly meanAbsolute: number;
  /** Of what was measured; 0.1 is 10 %. */
  readonly meanRelative: number;
}

/** MAE and MAPE, as Abacus takes them. */
export function predictionError(predicted: ArrayLike<number>, measured: ArrayLike<number>): PredictionError {
  let absolute = 0;
  let relative = 0;
  for (let i = 0; i < measured.length; i++) {
    const truth = measured[i] ?? Number.NaN;
    const distance = Math.abs((predicted[i] ?? Number.NaN) - truth);
    absolute += distance;
    relative += distance / truth;
  }
  return { meanAbsolute: absolute / measured.length, meanRelative: relative / measured.length };
}
