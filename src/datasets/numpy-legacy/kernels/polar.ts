import { log } from '../../../stats/kernels/log.js';

/**
 * Marsaglia's polar method in the order of NumPy's legacy interface: each attempt takes two uniforms on [0, 1); one that
 * falls into the unit disc gives a pair, the second coordinate's number first.
 * @param uniforms row-major `attempts * 2`
 * @param at where in `into` the first pair goes
 * @returns where the next pair would go
 */
export function polarPairs(
  uniforms: Float64Array,
  attempts: number,
  into: Float32Array | Float64Array,
  at: number,
): number {
  for (let i = 0; i < 2 * attempts; i += 2) {
    const x1 = 2 * uniforms[i] - 1;
    const x2 = 2 * uniforms[i + 1] - 1;
    const square = x1 * x1 + x2 * x2;
    if (square >= 1 || square === 0) continue;
    const factor = Math.sqrt((-2 * log(square)) / square);
    into[at++] = factor * x2;
    into[at++] = factor * x1;
  }
  return at;
}

/** How many of the attempts give a pair. */
export function countPairs(uniforms: Float64Array, attempts: number): number {
  let pairs = 0;
  for (let i = 0; i < 2 * attempts; i += 2) {
    const x1 = 2 * uniforms[i] - 1;
    const x2 = 2 * uniforms[i + 1] - 1;
    const square = x1 * x1 + x2 * x2;
    if (square < 1 && square !== 0) pairs++;
  }
  return pairs;
}
