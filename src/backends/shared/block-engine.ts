import type { Engine, OpenOptions } from '../backend.js';
import type { BlockKernels } from './block-kernels.js';
import { loadBlocks } from './block-vector-set.js';
import { checkFinite, checkLength } from './checked-rows.js';
import { ShapeError } from './errors.js';
import { ivfIndexing } from './ivf/ivf-indexing.js';

/**
 * Makes an engine of a backend's block kernels: streaming with the next block read while this one computes, merging
 * across blocks, float64 re-ranking of the candidates by direct differences, and the checks of shape and finiteness
 * stand here once. Answers depend neither on the block size nor on the kernel's rounding, as long as its
 * candidates hold the true neighbours.
 */
export function createBlockEngine<Block>(kernels: BlockKernels<Block>, options: OpenOptions): Engine {
  return {
    identity: kernels.identity,
    load: (source, metric) => loadBlocks(kernels, source, metric, options),
    async rowDistances(x, y, metric) {
      if (x.n !== y.n || x.d !== y.d) {
        throw new ShapeError(`expected two sets of one shape, got ${x.n} x ${x.d} and ${y.n} x ${y.d}`);
      }
      for (const rows of [x, y]) {
        checkLength(rows);
        checkFinite(rows);
      }
      return kernels.rowDistances(x, y, metric);
    },
    indexing: ivfIndexing(kernels, options),
    close: () => kernels.close(),
  };
}
