import type { Tensor } from 'onnxruntime-node';
import type { Ort } from './runtime.js';

/** A tensor of 64-bit integers, which token ids, masks and positions are. */
export function integerTensor(ort: Ort, values: readonly number[], dims: readonly number[]): Tensor {
  return new ort.Tensor('int64', BigInt64Array.from(values, BigInt), dims);
}
