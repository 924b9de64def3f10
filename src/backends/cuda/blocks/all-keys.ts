import { METRIC_NUMBER } from '../metric-numbers.js';
import type { Workbench } from '../workbench.js';
import type { DeviceBlock } from './device-block.js';
import type { DeviceQueries } from './device-queries.js';
import { TILE_ROWS, tileForm, tileQueries } from './tiles.js';
import { eachPart } from './timed-work.js';

/** Enqueues the keys of all rows for each query, into `queries * n` floats at `keys`. */
export function allKeys(bench: Workbench, block: DeviceBlock, queries: DeviceQueries, keys: bigint): void {
  const { n, stride, metric, rows, terms } = block;
  const tile = tileQueries(queries.n);
  eachPart(bench, block, (begin, end) => {
    const grid = [Math.ceil((end - begin) / TILE_ROWS), Math.ceil(queries.n / tile)] as const;
    bench.device.launch(`keys_${tileForm(metric)}_${tile}`, grid, bench.computing, [
      ...[rows, begin, end, n, stride, METRIC_NUMBER[metric], terms],
      ...[queries.data, queries.n, queries.terms, keys],
    ]);
  });
}
