import { type Labelling, labelRows } from './label-rows.js';
import type { Labeller } from './labeller.js';

/** Lloyd's own way: every row against every centroid. */
export function everyRow<Block>(labelling: Labelling<Block>): Labeller<Block> {
  return {
    async label({ host, block }, { labels, norms }, centroids) {
      await labelRows(labelling, { block, blockRows: host.n, data: host.data, norms, labels }, centroids);
      return host.n * centroids.k;
    },
    moved() {},
  };
}
