import type { Rows } from '../backend.js';
import type { Candidates } from '../shared/block-kernels.js';
import type { GpuBlock } from './block.js';
import { type Context, prepare, slice } from './context.js';
import { Pass } from './device/pass.js';
import { paddedRows } from './device/upload-rows.js';
import { differenceDoubt, lengthOf, productDoubt } from './kernels/doubt.js';
import { uniteWindows } from './kernels/unite-windows.js';
import { dispatchKeys, groupsOf, keyKernel, keySpans, planPass } from './key-pass.js';
import { rescan, type Wanted } from './rescan.js';
import { SELECTION } from './wgsl/scores.js';

/** Candidates beyond k, so that keys may err and the k nearest are certainly among them: most often they are. */
function margin(k: number): number {
  return Math.min(64, Math.max(16, k));
}

/**
 * Candidates that hold the k nearest rows of each query, certainly: where the last candidate's key is not farther from
 * the k-th smallest than keys can err, the query is looked at again (`rescan`).
 */
export async function topK(context: Context, block: GpuBlock, queries: Rows, k: number): Promise<Candidates> {
  const { n } = block;
  const width = Math.min(n, k + margin(k));
  const ids = new Int32Array(queries.n * width);
  if (width === n) {
    for (let at = 0; at < ids.length; at++) ids[at] = at % n;
    return { width, ids };
  }
  const doubtful = await select(context, block, queries, { k, width }, ids);
  await rescan(context, block, queries, { k, width }, doubtful, ids);
  return { width, ids };
}

const HIT_BYTES = Uint32Array.BYTES_PER_ELEMENT;

/** Candidates by key. @returns the queries that may miss a neighbour */
async function select(
  context: Context,
  block: GpuBlock,
  queries: Rows,
  wanted: Wanted,
  ids: Int32Array,
): Promise<number[]> {
  const { gpu, timeline, scratchBytes } = context;
  const { k, width } = wanted;
  const score = SELECTION[block.metric];
  const plan = planPass(gpu.limits, scratchBytes, block, queries.n, width * HIT_BYTES);
  const doubtful: number[] = [];
  for (let first = 0; first < queries.n; first += plan.queries) {
    const part = slice(queries, first, plan.queries);
    const kernel = keyKernel(score, part.n, gpu.limits);
    await prepare(context, kernel, 'select');
    const pass = new Pass(gpu);
    const input = { span: timeline.time('compute', () => pass.input(paddedRows(part))), count: part.n };
    const [widest = { start: 0, count: block.n }] = plan.windows;
    const spans = keySpans(pass, part.n, widest);
    const hits = plan.windows.map(({ count }) => Math.min(width, count));
    const total = hits.reduce((sum, hit) => sum + hit, 0) * part.n;
    const found = [pass.scratch(total * HIT_BYTES), pass.scratch(total * HIT_BYTES)] as const;
    let outAt = 0;
    for (const [i, window] of plan.windows.entries()) {
      dispatchKeys(pass, kernel, block, window, input, spans);
      const { count } = window;
      const hit = hits[i] ?? 0;
      const params = {
        queries: part.n,
        rows: count,
        quads: block.quads,
        groups: groupsOf(count),
        wanted: hit,
        outAt,
      };
      pass.dispatch('select', params, [spans.keys, spans.minima, ...found], [part.n, 1]);
      outAt += part.n * hit;
    }
    const [foundIds, foundKeys] = [pass.result(found[0]), pass.result(found[1])];
    await pass.run(timeline);
    timeline.time('compute', () => {
      const all = { ids: new Uint32Array(foundIds()), keys: new Float32Array(foundKeys()) };
      for (let q = 0; q < part.n; q++) {
        const own = gather(all, plan.windows, hits, part.n, q);
        const { kth, last } = uniteWindows(own.ids, own.keys, k, width, ids, (first + q) * width);
        const doubt = doubtOf(block, lengthOf(part.data, q * block.d, block.d), kth);
        // Written so that a key that is no number is in doubt.
        if (!(last > kth + doubt)) doubtful.push(first + q);
      }
    });
  }
  return doubtful;
}

interface Hits {
  readonly ids: Uint32Array;
  readonly keys: Float32Array;
}

/** One query's candidates from all windows, their ids those of the block. */
function gather(
  all: Hits,
  windows: readonly { readonly start: number }[],
  hits: readonly number[],
  queries: number,
  query: number,
): Hits {
  const total = hits.reduce((sum, hit) => sum + hit, 0);
  const own = { ids: new Uint32Array(total), keys: new Float32Array(total) };
  let at = 0;
  let windowAt = 0;
  for (const [i, { start }] of windows.entries()) {
    const hit = hits[i] ?? 0;
    const from = windowAt + query * hit;
    for (let h = 0; h < hit; h++) own.ids[at + h] = start + (all.ids[from + h] ?? 0);
    own.keys.set(all.keys.subarray(from, from + hit), at);
    at += hit;
    windowAt += queries * hit;
  }
  return own;
}

function doubtOf({ metric, d, norms }: GpuBlock, length: number, kth: number): number {
  if (metric === 'l1') return differenceDoubt('absolute', d, norms, length, kth);
  return productDoubt(metric, d, norms, length);
}
