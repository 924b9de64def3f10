import type { Rows } from '../backend.js';
import type { Candidates } from '../shared/block-kernels.js';
import type { Device } from './device.js';
import type { TensorBlock } from './panels.js';
import { queryParts } from './queries.js';
import { scoring } from './scores.js';

const WIDENING = 4;

/** Candidates beyond k that are asked for at first: most answers are certain then. */
export function slack(k: number): number {
  return Math.max(16, k);
}

/** The k for which `k + slack(k)` candidates are `wanted`. */
function neighboursAmong(wanted: number): number {
  return wanted > 32 ? Math.floor(wanted / 2) : Math.max(1, wanted - 16);
}

/**
 * The nearest rows of each query: `wanted` of them, or as many more as it takes until no row left out can be one of
 * the true k nearest, whatever float32 did to the scores. Only vectors of which the differences are small against
 * their spread, or many of which are equally far, need more.
 */
export async function topK(
  device: Device,
  block: TensorBlock,
  queries: Rows,
  wanted: number,
): Promise<Candidates> {
  const search = { k: neighboursAmong(wanted), width: Math.min(wanted, block.n) };
  const parts = [...queryParts(queries, block.n, device.traits.scoreBytes)];
  const found: Candidates[] = [];
  for (const part of parts) {
    const candidates = await searchPart(device, block, part, search);
    search.width = candidates.width;
    found.push(candidates);
  }
  const { width } = search;
  const ids = new Int32Array(queries.n * width);
  for (const [i, part] of parts.entries()) {
    const early = found[i];
    const last = early?.width === width ? early : await searchPart(device, block, part, search);
    ids.set(last.ids, part.start * width);
  }
  return { width, ids };
}

interface Search {
  readonly k: number;
  readonly width: number;
}

async function searchPart(
  device: Device,
  block: TensorBlock,
  queries: Rows,
  search: Search,
): Promise<Candidates> {
  const { scores, error } = scoring(block, queries);
  const all = await device.compute((tf) => scores(tf, device.traits));
  try {
    for (let width = search.width; ; width = Math.min(WIDENING * width, block.n)) {
      const { values, indices } = await device.compute((tf) => tf.topk(all, width));
      const [best, ids] = await device.read(values, indices);
      const certain = (query: number) => {
        const kth = best[query * width + search.k - 1] ?? 0;
        const last = best[(query + 1) * width - 1] ?? 0;
        return kth - last > 2 * error(query, last);
      };
      if (width === block.n || everyQuery(queries.n, certain)) return { width, ids: ids as Int32Array };
    }
  } finally {
    all.dispose();
  }
}

function everyQuery(queries: number, holds: (query: number) => boolean): boolean {
  for (let query = 0; query < queries; query++) if (!holds(query)) return false;
  return true;
}
