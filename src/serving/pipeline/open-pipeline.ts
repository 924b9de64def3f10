import { UnavailableError } from '../../backends/shared/errors.js';
import { embeddedCorpus } from '../corpora/embedded-corpus.js';
import { openCorpus } from '../corpora/registry.js';
import type { Progress } from '../models/model.js';
import { loadModel } from '../models/registry.js';
import { knnRetriever } from '../retrieval/knn-retriever.js';
import type { PipelineSpec } from '../tier.js';
import { makePipeline, type Pipeline } from './pipeline.js';

export interface OpenPipelineTools {
  readonly signal?: AbortSignal;
  readonly progress?: Progress;
  /** Instances that serve now, this one among them; 1 where it says nothing. */
  readonly instances?: () => number;
}

/**
 * Opens model and corpus, and fetches and embeds what is not kept from before.
 * @throws UsageError for names there are not; UnavailableError; DataError
 */
export async function openPipeline(spec: PipelineSpec, tools: OpenPipelineTools = {}): Promise<Pipeline> {
  const signal = tools.signal ?? new AbortController().signal;
  const progress = tools.progress ?? (() => {});
  const model = await loadModel(spec.model);
  // Before a corpus is fetched for it.
  const probe = await model.probe();
  if (probe.state === 'unavailable') {
    throw new UnavailableError(`model ${model.name}`, probe.reason, probe.remedy);
  }
  const corpus = await openCorpus(spec.corpus, { signal, progress });
  const { label, embedder, generator } = await model.open({
    spec,
    signal,
    progress,
    instances: tools.instances,
  });
  try {
    const vectors = await embeddedCorpus(corpus, embedder, { signal, progress });
    const retriever = await knnRetriever({ corpus, vectors, d: embedder.d, threads: spec.threads });
    return makePipeline({ model: label, embedder, retriever, generator, maxTokens: spec.maxTokens });
  } catch (error) {
    await Promise.all([embedder.close(), generator.close()]);
    throw error;
  }
}
