import type { LeftPadded } from '../onnx/left-padding.js';

/** Added to a score of attention: seen, or not. */
const SEEN = 0;
const UNSEEN = -1e9;

/** Of a whole prompt: row-major `rows * length * length`, each token seeing those before it and itself, no padding. */
export function promptBias({ rows, length, padding }: LeftPadded): Float32Array {
  const bias = new Float32Array(rows * length * length).fill(UNSEEN);
  padding.forEach((pad, row) => {
    for (let at = 0; at < length; at++) {
      const start = (row * length + at) * length;
      bias.fill(SEEN, start + Math.min(pad, at), start + at + 1);
    }
  });
  return bias;
}

/** Of one more token behind `all - 1`: row-major `rows * all`. */
export function stepBias({ rows, padding }: LeftPadded, all: number): Float32Array {
  const bias = new Float32Array(rows * all);
  padding.forEach((pad, row) => {
    bias.fill(UNSEEN, row * all, row * all + pad);
  });
  return bias;
}
