import type { Rows } from '../backend.js';
import type { NearestTwo } from '../shared/block-kernels.js';
import type { GpuBlock } from './block.js';
import { type Context, prepare, slice } from './context.js';
import { scoreName } from './device/kernel-source.js';
import { Pass } from './device/pass.js';
import { paddedRows, QUAD_BYTES } from './device/upload-rows.js';
import { lengthOf } from './kernels/doubt.js';
import { finishNearestTwo, foldNearestTwo } from './kernels/finish-nearest-two.js';
import { SELECTION } from './wgsl/scores.js';
import { windowRows, windowsOf } from './windows.js';

/** Rows of a workgroup's tile. */
const TILE_ROWS = 64;

/** For each row the nearest of some centroids, and its distances to the nearest two. Only l2 and cosine have means. */
export async function assign(context: Context, block: GpuBlock, centroids: Rows): Promise<NearestTwo> {
  const { gpu, timeline } = context;
  const { n, quads, metric, squares } = block;
  if (metric !== 'l2' && metric !== 'cosine') throw new RangeError(`expected l2 or cosine, got ${metric}`);
  const labels = new Int32Array(n);
  const [first, second] = [new Float32Array(n), new Float32Array(n)];
  if (!isWithinFloat32(block, centroids)) {
    // No number at all leaves the choice to float64.
    return { labels, first: first.fill(Number.NaN), second: second.fill(Number.NaN) };
  }
  first.fill(Number.POSITIVE_INFINITY);
  second.fill(Number.POSITIVE_INFINITY);
  const kernel = `nearest two ${scoreName(SELECTION[metric])}` as const;
  await prepare(context, kernel);
  const windows = windowsOf(n, windowRows(gpu.limits, quads));
  const most = Math.floor(gpu.limits.bindingBytes / (quads * QUAD_BYTES));
  for (let start = 0; start < centroids.n; start += most) {
    const part = slice(centroids, start, most);
    const pass = new Pass(gpu);
    const vectors = timeline.time('compute', () => pass.input(paddedRows(part)));
    const numbers = timeline.time('compute', () => pass.input(centroidNumbers(metric, part)));
    const parts = windows.map(({ start: row, count }) => {
      const found = pass.scratch(3 * count * Uint32Array.BYTES_PER_ELEMENT);
      const bytes = count * quads * QUAD_BYTES;
      const rows = { buffer: block.rows, at: row * quads * QUAD_BYTES, bytes };
      const params = { queries: part.n, rows: count, quads, groups: 0, wanted: count, outAt: 0 };
      pass.dispatch(kernel, params, [vectors, rows, numbers, found], [Math.ceil(count / TILE_ROWS), 1]);
      return { row, count, result: pass.result(found) };
    });
    await pass.run(timeline);
    timeline.time('compute', () => {
      for (const { row, count, result } of parts) {
        foldNearestTwo(new Uint32Array(result()), count, row, start, labels, first, second);
      }
    });
  }
  timeline.time('compute', () => {
    for (const keys of [first, second]) finishNearestTwo(metric, keys, squares);
  });
  return { labels, first, second };
}

function isWithinFloat32({ metric, norms }: GpuBlock, { n, d, data }: Rows): boolean {
  if (metric === 'cosine' && norms.shortest === 0) return false;
  for (let c = 0; c < n; c++) {
    if (!((norms.longest + lengthOf(data, c * d, d)) ** 2 < 2 ** 120)) return false;
  }
  return true;
}

/** |c|^2 of each centroid for l2, 1 / |c| or 0 for cosine. */
function centroidNumbers(metric: 'l2' | 'cosine', { n, d, data }: Rows): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length: n }, (_, c) => {
    const length = lengthOf(data, c * d, d);
    if (metric === 'l2') return length * length;
    return length === 0 ? 0 : 1 / length;
  });
}
