import type { Rows } from '../../backend.js';
import type { NearestTwo } from '../../shared/block-kernels.js';
import { hasTerms, METRIC_NUMBER } from '../metric-numbers.js';
import type { Workbench } from '../workbench.js';
import type { DeviceBlock } from './device-block.js';
import { putQueries } from './device-queries.js';
import { withScratch } from './scratch.js';
import { TILE_ROWS, tileQueries } from './tiles.js';
import { compute, eachPart, readBack } from './timed-work.js';

/** The nearest two centroids of each row: one pass over the rows, from which three numbers for each come back. */
export function assignRows(bench: Workbench, block: DeviceBlock, centroids: Rows): Promise<NearestTwo> {
  const { n, stride, metric, rows, terms } = block;
  if (!hasTerms(metric)) throw new RangeError(`expected l2 or cosine to assign rows by, got ${metric}`);
  return withScratch(bench, async (scratch) => {
    const nearest = { labels: new Int32Array(n), first: new Float32Array(n), second: new Float32Array(n) };
    const placed = bench.timeline.time('compute', () =>
      putQueries(scratch, centroids, 0, centroids.n, metric),
    );
    const [labels, first, second] = [
      scratch.take(nearest.labels.byteLength),
      scratch.take(nearest.first.byteLength),
      scratch.take(nearest.second.byteLength),
    ];
    await compute(
      bench,
      () =>
        eachPart(bench, block, (begin, end) => {
          const grid = [Math.ceil((end - begin) / TILE_ROWS), 1] as const;
          bench.device.launch(`assign_${tileQueries(centroids.n)}`, grid, bench.computing, [
            ...[rows, begin, end, stride, METRIC_NUMBER[metric], terms],
            ...[placed.data, placed.n, placed.terms, labels, first, second],
          ]);
        }),
      block,
    );
    await readBack(bench, () => {
      bench.copyOut(nearest.labels, labels);
      bench.copyOut(nearest.first, first);
      bench.copyOut(nearest.second, second);
    });
    return nearest;
  });
}
