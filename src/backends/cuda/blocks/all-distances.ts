import type { Rows } from '../../backend.js';
import { hasTerms, METRIC_NUMBER } from '../metric-numbers.js';
import type { Workbench } from '../workbench.js';
import { allKeys } from './all-keys.js';
import type { DeviceBlock } from './device-block.js';
import { putQueries } from './device-queries.js';
import { withScratch } from './scratch.js';
import { stridingBlocks } from './striding-blocks.js';
import { MOST_QUERIES_AT_ONCE } from './tiles.js';
import { compute, readBack } from './timed-work.js';

const FLOAT_BYTES = 4;
/** Of the device for distances that wait to be read back. */
const RESULT_BYTES = 128 * 2 ** 20;
/**
 * A squared distance below this many times its error is made of direct differences instead: a relative error of at
 * most 2^-8 in the square, so that vectors close together are told apart, and equal ones are at distance 0.
 */
const TIMES_ERROR = 2 ** 8;

/** Row-major `queries * n`. */
export async function allDistances(
  bench: Workbench,
  block: DeviceBlock,
  queries: Rows,
): Promise<Float32Array> {
  const all = new Float32Array(queries.n * block.n);
  const fitting = Math.floor(RESULT_BYTES / (block.n * FLOAT_BYTES));
  const atOnce = Math.max(1, Math.min(MOST_QUERIES_AT_ONCE, fitting));
  for (let first = 0; first < queries.n; first += atOnce) {
    const count = Math.min(atOnce, queries.n - first);
    const into = all.subarray(first * block.n, (first + count) * block.n);
    await withScratch(bench, async (scratch) => {
      const placed = bench.timeline.time('compute', () =>
        putQueries(scratch, queries, first, count, block.metric),
      );
      const keys = scratch.take(into.byteLength);
      await compute(
        bench,
        () => {
          allKeys(bench, block, placed, keys);
          if (!hasTerms(block.metric)) return;
          const { rows, n, stride, metric, terms } = block;
          const grid = [stridingBlocks(into.length), 1] as const;
          bench.device.launch('distances_of_keys', grid, bench.computing, [
            ...[rows, n, stride, METRIC_NUMBER[metric], terms, placed.data, count, placed.terms],
            ...[(stride + 12) * 2 ** -24 * TIMES_ERROR, keys],
          ]);
        },
        block,
      );
      await readBack(bench, () => bench.copyOut(into, keys));
    });
  }
  return all;
}
