import type { Metric, Rows } from '../../backend.js';
import { padded } from '../kernels/query-norms.js';
import { METRIC_NUMBER } from '../metric-numbers.js';
import type { Workbench } from '../workbench.js';
import { strideOf } from './device-block.js';
import { withScratch } from './scratch.js';
import { compute, readBack } from './timed-work.js';

const FLOAT_BYTES = 4;
const WARPS_OF_BLOCK = 8;
/** Of each of the two matrices at once. */
const PART_BYTES = 128 * 2 ** 20;

/** The distance of each row of `x` to the same row of `y`. */
export async function rowDistances(
  bench: Workbench,
  x: Rows,
  y: Rows,
  metric: Metric,
): Promise<Float32Array> {
  const { n, d } = x;
  const stride = strideOf(d);
  const out = new Float32Array(n);
  const most = Math.max(1, Math.floor(PART_BYTES / (stride * FLOAT_BYTES)));
  for (let first = 0; first < n; first += most) {
    const count = Math.min(most, n - first);
    await withScratch(bench, async (scratch) => {
      const load = (rows: Rows) =>
        bench.timeline.time('load', async () => {
          const fits = stride === d;
          const from = first * d;
          const part = fits
            ? rows.data.subarray(from, from + count * d)
            : padded(rows.data, first, count, d, stride);
          const address = scratch.put(part);
          await bench.events.happened(bench.events.record(bench.computing));
          return address;
        });
      const [a, b] = [await load(x), await load(y)];
      const distances = scratch.take(count * FLOAT_BYTES);
      await compute(bench, () => {
        const args = [a, b, count, stride, METRIC_NUMBER[metric], distances];
        bench.device.launch('row_distances', [Math.ceil(count / WARPS_OF_BLOCK), 1], bench.computing, args);
      });
      await readBack(bench, () => bench.copyOut(out.subarray(first, first + count), distances));
    });
  }
  return out;
}
