import type { Backend, Timeline } from '../../backends/backend.js';
import { type BackendName, loadBackend } from '../../backends/registry.js';
import { UnavailableError } from '../../backends/shared/errors.js';
import type { Corpus } from '../corpora/corpus.js';
import type { FoundPassage, Retriever } from '../pipeline/retriever.js';
import { heldVectors } from './held-vectors.js';

/** The fastest on a CPU first; which one runs stands in the retriever's identity. */
const PREFERRED: readonly BackendName[] = ['native', 'wasm', 'ts'];

/** A server times its stages itself. */
const UNTIMED: Timeline = {
  time: (_part, work) => work(),
  add() {},
  reading: (work) => work(),
};

export interface KnnRetrieverOptions {
  readonly corpus: Corpus;
  /** Row-major `passages * d`. */
  readonly vectors: Float32Array;
  readonly d: number;
  readonly threads: number;
}

/** Exact search by cosine over all passages, by the first backend for CPUs that runs here. */
export async function knnRetriever({ corpus, vectors, d, threads }: KnnRetrieverOptions): Promise<Retriever> {
  const backend = await firstAvailable();
  const engine = await backend.open({ threads, timeline: UNTIMED });
  const set = await engine.load(heldVectors(corpus.identity, vectors, d), 'cosine').catch(async (error) => {
    await engine.close();
    throw error;
  });
  return {
    identity: `${backend.name} knn, cosine`,
    passages: set.n,
    async retrieve(data, count, k) {
      const found = await set.knn({ n: count, d, data }, Math.min(k, set.n));
      return Array.from({ length: count }, (_, query) =>
        Array.from({ length: found.k }, (_, rank): FoundPassage => {
          const at = query * found.k + rank;
          const id = found.ids[at] ?? -1;
          const passage = corpus.passages[id];
          if (passage === undefined) throw new Error(`expected a passage, got number ${id}`);
          return { id, ...passage, score: 1 - (found.distances[at] ?? Number.NaN) };
        }),
      );
    },
    async close() {
      await set.free();
      await engine.close();
    },
  };
}

async function firstAvailable(): Promise<Backend> {
  const reasons: string[] = [];
  for (const name of PREFERRED) {
    const backend = await loadBackend(name);
    const probe = await backend.probe();
    if (probe.state === 'available') return backend;
    reasons.push(`${name}: ${probe.reason}`);
  }
  throw new UnavailableError('retrieval', reasons.join('; '), 'See mls backends.');
}
