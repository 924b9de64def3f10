import { METRIC_NUMBER } from '../metric-numbers.js';
import type { Workbench } from '../workbench.js';
import type { DeviceBlock } from './device-block.js';
import type { DeviceQueries } from './device-queries.js';
import { selectKeys } from './ranking.js';
import { lanesOfRow, scanBlocks } from './scan-grid.js';
import { withScratch } from './scratch.js';
import { compute, readBack } from './timed-work.js';

const DOUBLE_BYTES = 8;
/** Of the device for the keys of queries that are scanned together. */
const KEYS_BYTES = 256 * 2 ** 20;

/**
 * Scans the block again for queries whose float32 keys leave a doubt, by direct differences in float64, and writes
 * their nearest rows over the doubtful ones in `ids`.
 */
export async function rescan(
  bench: Workbench,
  block: DeviceBlock,
  queries: DeviceQueries,
  doubtful: readonly number[],
  width: number,
  ids: Uint32Array,
): Promise<void> {
  const { n, stride, metric, rows } = block;
  const lanes = lanesOfRow(stride);
  const atOnce = Math.max(1, Math.floor(KEYS_BYTES / (n * DOUBLE_BYTES)));
  for (let first = 0; first < doubtful.length; first += atOnce) {
    const numbers = Int32Array.from(doubtful.slice(first, first + atOnce));
    await withScratch(bench, async (scratch) => {
      const found = new Uint32Array(numbers.length * width);
      let selected = 0n;
      await compute(bench, () => {
        const keys = scratch.take(numbers.length * n * DOUBLE_BYTES);
        const grid = [scanBlocks(n, lanes), numbers.length] as const;
        bench.device.launch('scan_f64', grid, bench.computing, [
          ...[rows, n, stride, METRIC_NUMBER[metric], lanes],
          ...[queries.data, scratch.put(numbers), keys],
        ]);
        selected = selectKeys(bench, scratch, 'f64', keys, n, numbers.length, width).ids;
      });
      await readBack(bench, () => bench.copyOut(found, selected));
      for (const [i, query] of numbers.entries()) {
        ids.set(found.subarray(i * width, (i + 1) * width), query * width);
      }
    });
  }
}
