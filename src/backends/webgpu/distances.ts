import type { Rows } from '../backend.js';
import type { GpuBlock } from './block.js';
import type { Context } from './context.js';
import { eachPart } from './each-part.js';
import { lengthOf } from './kernels/doubt.js';
import { finishDistances } from './kernels/finish-distances.js';
import { MEASURE } from './wgsl/scores.js';

/** Distances of every query to every row: row-major `queries * rows`. */
export async function distances(context: Context, block: GpuBlock, queries: Rows): Promise<Float32Array> {
  const { n, d, metric, host, norms } = block;
  const all = new Float32Array(queries.n * n);
  const isInRange = norms.shortest > 0;
  await eachPart(context, block, queries, MEASURE[metric], (keys, first, count) => {
    const part = { n: count, d, data: queries.data.subarray(first * d, (first + count) * d) };
    const lengths = Float64Array.from({ length: count }, (_, q) => lengthOf(part.data, q * d, d));
    finishDistances(metric, keys, part, host, lengths, isInRange);
    all.set(keys, first * n);
  });
  return all;
}
