import type { Rows } from '../../backend.js';
import type { Candidates } from '../../shared/block-kernels.js';
import { type Extremes, keyError } from '../error-bounds.js';
import { certainQueries } from '../kernels/certain-queries.js';
import type { Workbench } from '../workbench.js';
import type { DeviceBlock } from './device-block.js';
import { type DeviceQueries, putQueries } from './device-queries.js';
import { type RankForm, rankForm, rankRows } from './rank-rows.js';
import { rescan } from './rescan.js';
import { withScratch } from './scratch.js';
import { MOST_QUERIES_AT_ONCE } from './tiles.js';
import { compute, readBack } from './timed-work.js';

/** Of the device for keys that are written out. */
const KEYS_BYTES = 256 * 2 ** 20;
const FLOAT_BYTES = 4;

/** Rows more than asked for, so that the first left out is far from the k-th: no query need then be scanned again. */
function margin(k: number): number {
  return Math.max(16, Math.ceil(k / 4));
}

/** Candidates that hold the k nearest rows of each query whatever float32 rounds away. */
export async function topK(
  bench: Workbench,
  block: DeviceBlock,
  queries: Rows,
  asked: number,
): Promise<Candidates> {
  const k = Math.min(asked, block.n);
  const width = Math.min(block.n, k + margin(k));
  const ids = new Int32Array(queries.n * width);
  const most =
    rankForm(2, width) === 'fused' ? Number.POSITIVE_INFINITY : KEYS_BYTES / (block.n * FLOAT_BYTES);
  const atOnce = Math.max(1, Math.min(MOST_QUERIES_AT_ONCE, Math.floor(most)));
  for (let first = 0; first < queries.n; first += atOnce) {
    const count = Math.min(atOnce, queries.n - first);
    const found = await nearestOf(bench, block, queries, first, count, k, width);
    ids.set(found, first * width);
  }
  return { width, ids };
}

function nearestOf(
  bench: Workbench,
  block: DeviceBlock,
  queries: Rows,
  first: number,
  count: number,
  k: number,
  width: number,
): Promise<Uint32Array> {
  return withScratch(bench, async (scratch) => {
    const form = rankForm(count, width);
    const placed = bench.timeline.time('compute', () =>
      putQueries(scratch, queries, first, count, block.metric),
    );
    let ranking = { keys: 0n, ids: 0n };
    await compute(
      bench,
      () => {
        ranking = rankRows(bench, scratch, form, block, placed, width);
      },
      block,
    );
    const keys = new Float32Array(count * width);
    const ids = new Uint32Array(count * width);
    await readBack(bench, () => {
      bench.copyOut(keys, ranking.keys);
      bench.copyOut(ids, ranking.ids);
      if (block.extremes !== 0n && block.known === undefined) block.known = readExtremes(bench, block);
    });
    const doubtful = bench.timeline.time('compute', () => doubtfulOf(block, form, placed, keys, width, k));
    if (doubtful.length > 0) await rescan(bench, block, placed, doubtful, width, ids);
    return ids;
  });
}

function readExtremes(bench: Workbench, { extremes }: DeviceBlock): Extremes {
  const read = new Float32Array(new ArrayBuffer(2 * FLOAT_BYTES));
  bench.copyOut(read, extremes);
  return { longest: read[0] ?? Number.NaN, shortest: read[1] ?? Number.NaN };
}

/** Numbers of the queries whose lists may lack a row. A list of all rows lacks none. */
function doubtfulOf(
  block: DeviceBlock,
  form: RankForm,
  queries: DeviceQueries,
  keys: Float32Array,
  width: number,
  k: number,
): number[] {
  if (width === block.n) return [];
  const { metric, stride, known = { longest: 0, shortest: 0 } } = block;
  const errors = Array.from(queries.lengths, (length) =>
    keyError(metric, form === 'scan' ? 'scan' : 'product', stride, length, known),
  );
  const absolute = Float64Array.from(errors, (error) => error.absolute);
  const certain = certainQueries(keys, queries.n, width, k, absolute, errors[0]?.relative ?? 0);
  return Array.from(certain.keys()).filter((query) => certain[query] === 0);
}
