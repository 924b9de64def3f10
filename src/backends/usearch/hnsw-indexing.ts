import type { IndexBuild, Indexing, IndexShape, OpenOptions } from '../backend.js';
import { UnavailableError } from '../shared/errors.js';
import { buildGraph } from './build-graph.js';
import { type HnswBuild, type HnswShape, openGraph } from './hnsw-index.js';
import { NATIVE_METRICS } from './metrics.js';

export function hnswIndexing(options: OpenOptions): Indexing {
  return {
    kinds: ['hnsw'],
    version: 'hnsw-usearch-2.25',
    async build(source, request) {
      const { n, d } = source;
      return buildGraph(source, known({ ...request, n, d }), request, options);
    },
    open: async (path, shape) => openGraph(path, known(shape), options),
  };
}

/** @throws UnavailableError for what `usearch` has no equal of */
function known({ n, d, metric, build }: IndexShape): HnswShape {
  return { n, d, metric: knownMetric(metric), build: hnswBuild(build) };
}

function knownMetric(metric: IndexShape['metric']): IndexShape['metric'] {
  if (NATIVE_METRICS[metric] !== undefined) return metric;
  throw new UnavailableError(
    `usearch by ${metric}`,
    `its HNSW knows ${Object.keys(NATIVE_METRICS).join(', ')}, and no ${metric}`,
    `Use --index ivf for ${metric}.`,
  );
}

function hnswBuild(build: IndexBuild): HnswBuild {
  if (build.kind === 'hnsw') return build;
  throw new UnavailableError(
    `${build.kind} on usearch`,
    `it builds hnsw, and no ${build.kind}`,
    'Use --index hnsw, or another --backend.',
  );
}
