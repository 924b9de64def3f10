/** Layers between inputs and outputs, each `inputs` x `outputs` weights row by row and a bias for each output. */
export interface DenseLayer {
  readonly inputs: number;
  readonly outputs: number;
  readonly weights: Float32Array;
  readonly bias: Float32Array;
}

/**
 * Writes what a layer says to one row of inputs, in float32 as a tensor library does: every product and sum is rounded.
 * With `rectify`, negative outputs are 0.
 */
export function denseForward(
  { inputs, outputs, weights, bias }: DenseLayer,
  row: Float32Array,
  rectify: boolean,
  out: Float32Array,
): void {
  for (let o = 0; o < outputs; o++) out[o] = 0;
  for (let i = 0, at = 0; i < inputs; i++) {
    const value = row[i];
    // Half of what a rectifier lets through is 0, and so are the features of models that do not take part.
    if (value === 0) {
      at += outputs;
      continue;
    }
    for (let o = 0; o < outputs; o++) out[o] += Math.fround(value * weights[at++]);
  }
  for (let o = 0; o < outputs; o++) {
    const sum = Math.fround(out[o] + bias[o]);
    out[o] = rectify && sum < 0 ? 0 : sum;
  }
}
