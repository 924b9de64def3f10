import type { IndexBuild, Indexing, OpenOptions } from '../../backend.js';
import type { BlockKernels } from '../block-kernels.js';
import { UnavailableError } from '../errors.js';
import { buildLists } from './build-lists.js';
import type { IvfBuild } from './inverted-lists.js';
import { openLists } from './ivf-index.js';
import { readLists } from './lists-file.js';

/** IVF over the block kernels of any engine: K-Means, the scan of a list and the choice of lists are theirs. */
export function ivfIndexing<Block>(kernels: BlockKernels<Block>, options: OpenOptions): Indexing {
  const { engine } = kernels.identity;
  return {
    kinds: ['ivf'],
    version: 'ivf-1',
    async build(source, request) {
      const build = ivfBuild(request.build, engine);
      return openLists(
        kernels,
        options,
        await buildLists({ kernels, options }, source, { ...request, build }),
      );
    },
    async open(path, shape) {
      const build = ivfBuild(shape.build, engine);
      const allocate = (length: number) => kernels.allocate(length);
      const lists = await options.timeline.time('load', () => readLists(path, { ...shape, build }, allocate));
      return openLists(kernels, options, lists);
    },
  };
}

function ivfBuild(build: IndexBuild, engine: string): IvfBuild {
  if (build.kind === 'ivf') return build;
  throw new UnavailableError(
    `${build.kind} on ${engine}`,
    `it builds ivf, and no ${build.kind}`,
    'Use --index ivf, or --backend usearch for hnsw.',
  );
}
