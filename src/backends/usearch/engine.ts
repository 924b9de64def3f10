import type { Engine, EngineIdentity, OpenOptions } from '../backend.js';
import { UnavailableError } from '../shared/errors.js';
import { hnswIndexing } from './hnsw-indexing.js';

/** An engine that does nothing but build an index and search it. */
export function openEngine(identity: EngineIdentity, options: OpenOptions): Engine {
  const noPath = async () => {
    throw new UnavailableError(
      'usearch',
      'it has no exact search, only HNSW',
      'Use mls bench ann --index hnsw.',
    );
  };
  return {
    identity,
    load: noPath,
    rowDistances: noPath,
    indexing: hnswIndexing(options),
    close: async () => {},
  };
}
