import type { BlockedRows } from '../blocked-rows.js';
import type { CentroidSet } from './centroid-set.js';
import { GatheredRows } from './gathered-rows.js';
import { HamerlyBounds } from './hamerly-bounds.js';
import { type Labelling, labelRows } from './label-rows.js';
import type { Labeller } from './labeller.js';

/** Above this share of a block it is cheaper to ask for the whole block than to gather rows. */
const WORTH_GATHERING = 0.5;

/**
 * Hamerly's bounds (2010): a row keeps its label while the distance to its centroid is below a lower bound on the
 * distance to all others, or below half of its centroid's distance to the nearest other one. Only the rest is
 * asked of the engine. Bounds allow for rounding, so that labels are those of Lloyd's iteration to the last one.
 */
export function hamerly<Block>(
  rows: BlockedRows<Block>,
  labelling: Labelling<Block>,
  start: CentroidSet,
): Labeller<Block> {
  const { n, d, metric, timeline } = rows;
  // The cosine to a centroid without direction is no distance, so that nothing follows from it.
  const isBounded = ({ smallestNorm }: CentroidSet) => metric !== 'cosine' || smallestNorm > 0;
  const bounds = new HamerlyBounds(labelling.geometry, n, start.k, d);
  let gathered: GatheredRows<Block> | undefined;
  let hasBounds = false;
  let wasBounded = isBounded(start);

  return {
    async label({ host, block }, state, centroids) {
      const { data } = host;
      const part = bounds.of(host.start, host.n);
      const { ids, pairs } = hasBounds
        ? timeline.time('compute', () => bounds.undecided(data, state, part, centroids))
        : { ids: undefined, pairs: 0 };
      if (ids === undefined || ids.length > WORTH_GATHERING * host.n) {
        const { labels, norms } = state;
        await labelRows(
          labelling,
          { block, blockRows: host.n, data, norms, labels, bounds: part },
          centroids,
        );
        timeline.time('compute', () => {
          for (let i = 0; i < host.n; i++) bounds.settle(part, i);
        });
        return host.n * centroids.k + pairs;
      }
      if (ids.length === 0) return pairs;
      gathered ??= new GatheredRows(labelling, metric, d, n);
      await gathered.label(ids, data, state, part, centroids);
      timeline.time('compute', () => {
        for (const i of ids) bounds.settle(part, i);
      });
      return ids.length * centroids.k + pairs;
    },
    moved(shifts, centroids, relocated) {
      timeline.time('compute', () => bounds.move(shifts, centroids, relocated));
      const bounded = isBounded(centroids);
      hasBounds = bounded && wasBounded;
      wasBounded = bounded;
    },
  };
}
