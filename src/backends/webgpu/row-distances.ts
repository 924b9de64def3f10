import type { Metric, Rows } from '../backend.js';
import { type Context, prepare, slice } from './context.js';
import { Pass } from './device/pass.js';
import { paddedRows, QUAD_BYTES, quadsOf } from './device/upload-rows.js';
import { finishPairs } from './kernels/finish-distances.js';
import { MEASURE } from './wgsl/scores.js';
import { windowRows } from './windows.js';

/** Pairs that a workgroup of the kernel sees to. */
const TEAM_ROWS = 16;

/** Distance of row i of `x` to row i of `y`. */
export async function rowDistances(
  context: Context,
  x: Rows,
  y: Rows,
  metric: Metric,
): Promise<Float32Array> {
  const { gpu, timeline, scratchBytes } = context;
  const quads = quadsOf(x.d);
  const kernel = `pairs ${MEASURE[metric].term}` as const;
  const fitting = Math.floor(scratchBytes / (2 * quads * QUAD_BYTES));
  const atOnce = Math.max(1, Math.min(fitting, windowRows(gpu.limits, quads)));
  const all = new Float32Array(x.n);
  await prepare(context, kernel);
  for (let start = 0; start < x.n; start += atOnce) {
    const [a, b] = [slice(x, start, atOnce), slice(y, start, atOnce)];
    const pass = new Pass(gpu);
    const sums = pass.scratch(4 * a.n * Float32Array.BYTES_PER_ELEMENT);
    const inputs = timeline.time('load', () => [pass.input(paddedRows(a)), pass.input(paddedRows(b))]);
    const params = { queries: 0, rows: a.n, quads, groups: 0, wanted: 0, outAt: 0 };
    pass.dispatch(kernel, params, [...inputs, sums], [Math.ceil(a.n / TEAM_ROWS), 1]);
    const result = pass.result(sums);
    await pass.run(timeline);
    timeline.time('compute', () =>
      finishPairs(metric, new Float32Array(result()), a, b, all.subarray(start, start + a.n)),
    );
  }
  return all;
}
