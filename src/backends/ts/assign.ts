import type { Rows } from '../backend.js';
import type { NearestTwo } from '../shared/block-kernels.js';
import type { Crew } from './crew.js';
import type { AssignJob, SharedBlock } from './job.js';
import { floatDistances } from './kernels/nearest-two.js';
import { queriesOfTask } from './kernels/tiled-sums.js';
import { inSharedMemory, sharedDoubles, sharedInts } from './shared-memory.js';

/** Kept with their block: shared memory is let go of late, and an assignment comes once an iteration. */
const KEPT = new WeakMap<SharedBlock, Pick<AssignJob, 'labels' | 'first' | 'second'>>();

/** The nearest two of some centroids for each row, task after task of centroids so that no two workers share a row. */
export async function assignRows(crew: Crew, block: SharedBlock, centroids: Rows): Promise<NearestTwo> {
  const { d } = block;
  const { labels, first, second } = buffersOf(block);
  first.fill(Number.POSITIVE_INFINITY);
  second.fill(Number.POSITIVE_INFINITY);
  const shared = inSharedMemory(centroids.data, centroids.n * d);
  const most = queriesOfTask(d);
  for (let start = 0; start < centroids.n; start += most) {
    const end = Math.min(start + most, centroids.n);
    await crew.run({
      kind: 'assign',
      block,
      centroids: shared.subarray(start * d, end * d),
      centroidCount: end - start,
      firstLabel: start,
      labels,
      first,
      second,
    });
  }
  const isSquare = block.metric === 'l2';
  return { labels, first: floatDistances(first, isSquare), second: floatDistances(second, isSquare) };
}

function buffersOf(block: SharedBlock): Pick<AssignJob, 'labels' | 'first' | 'second'> {
  const kept = KEPT.get(block);
  if (kept !== undefined) return kept;
  const { n } = block;
  const made = { labels: sharedInts(n), first: sharedDoubles(n), second: sharedDoubles(n) };
  KEPT.set(block, made);
  return made;
}
