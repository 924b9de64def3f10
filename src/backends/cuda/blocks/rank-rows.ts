import { METRIC_NUMBER } from '../metric-numbers.js';
import type { Workbench } from '../workbench.js';
import { allKeys } from './all-keys.js';
import type { DeviceBlock } from './device-block.js';
import type { DeviceQueries } from './device-queries.js';
import { mergeParts, type Ranking, selectKeys, takeRanking } from './ranking.js';
import { lanesOfRow, scanBlocks } from './scan-grid.js';
import type { Scratch } from './scratch.js';
import { TILE_ROWS, tileForm, tileQueries } from './tiles.js';
import { eachPart } from './timed-work.js';

const FLOAT_BYTES = 4;
/** Keys that a block of the fused kernel keeps for a query: cuda/nearest.cuh. */
const LIST_BYTES = 512 * 8;
/** A list must hold what it keeps and the keys of one tile; well below that it is seldom cut back. */
const MOST_FUSED_WIDTH = 256;
/** Of the device for what all parts find, and for one key of it with its row. */
const FOUND_BYTES = 256 * 2 ** 20;
const ENTRY_BYTES = 8;
/** Blocks for each multiprocessor. */
const BLOCKS_EACH = 2;

/** One query is scanned, few neighbours of many are selected where keys are made, and else all keys are written. */
export type RankForm = 'scan' | 'fused' | 'keys';

export function rankForm(queries: number, width: number): RankForm {
  if (queries === 1) return 'scan';
  return width <= MOST_FUSED_WIDTH ? 'fused' : 'keys';
}

/** The `width` rows of smallest float32 key for each query, by (key, row). */
export function rankRows(
  bench: Workbench,
  scratch: Scratch,
  form: RankForm,
  block: DeviceBlock,
  queries: DeviceQueries,
  width: number,
): Ranking {
  if (form === 'fused') return rankFused(bench, scratch, block, queries, width);
  const keys = scratch.take(queries.n * block.n * FLOAT_BYTES);
  if (form === 'scan') scanKeys(bench, block, queries, keys);
  else allKeys(bench, block, queries, keys);
  return selectKeys(bench, scratch, 'f32', keys, block.n, queries.n, width);
}

function scanKeys(bench: Workbench, block: DeviceBlock, queries: DeviceQueries, keys: bigint): void {
  const { n, stride, metric, rows, terms } = block;
  const lanes = lanesOfRow(stride);
  eachPart(bench, block, (begin, end) => {
    const grid = [scanBlocks(end - begin, lanes), queries.n] as const;
    bench.device.launch('scan_f32', grid, bench.computing, [
      ...[rows, begin, end, n, stride, METRIC_NUMBER[metric], lanes],
      ...[terms, queries.data, queries.terms, keys],
    ]);
  });
}

function rankFused(
  bench: Workbench,
  scratch: Scratch,
  block: DeviceBlock,
  queries: DeviceQueries,
  width: number,
): Ranking {
  const { stride, metric, rows, terms } = block;
  const tile = tileQueries(queries.n);
  const tiles = Math.ceil(queries.n / tile);
  const parts = block.copying?.parts ?? [{ begin: 0, end: block.n }];
  const filling = Math.ceil((BLOCKS_EACH * bench.device.gpu.multiprocessors) / tiles);
  const fitting = Math.floor(FOUND_BYTES / (ENTRY_BYTES * width * queries.n * parts.length));
  const most = Math.max(1, Math.min(filling, fitting));
  const segmentsOf = (begin: number, end: number) => Math.min(most, Math.ceil((end - begin) / TILE_ROWS));
  const counts = parts.map(({ begin, end }) => segmentsOf(begin, end));
  const segments = counts.reduce((sum, count) => sum + count, 0);
  // Parts follow each other on one stream, so that they can share the lists.
  const lists = scratch.take(Math.max(...counts) * tiles * tile * LIST_BYTES);
  const found = takeRanking(scratch, 'f32', queries.n * segments * width);
  let first = 0;
  eachPart(bench, block, (begin, end) => {
    const count = segmentsOf(begin, end);
    bench.device.launch(`nearest_${tileForm(metric)}_${tile}`, [count, tiles], bench.computing, [
      ...[rows, begin, end, stride, METRIC_NUMBER[metric], terms],
      ...[queries.data, queries.n, queries.terms],
      ...[width, first, segments, lists, found.keys, found.ids],
    ]);
    first += count;
  });
  return mergeParts(bench, scratch, 'f32', found, segments, queries.n, width);
}
