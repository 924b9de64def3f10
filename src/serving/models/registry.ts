import { UsageError } from '../../errors.js';
import type { Model } from './model.js';
import { isUpstream } from './upstream/address.js';

/** Every model by its name. Importing one loads no engine. */
const MODELS = {
  default: async () => (await import('./default/index.js')).model,
  emulated: async () => (await import('./emulated/index.js')).model,
  published: async () =>
    (await import('./not-built.js')).notBuilt(
      'published',
      'multilingual-e5-large-instruct and OPT-125M, the pair of the published load tests',
      'neither a loader for their ONNX folders nor their download (2.6 GB) is built',
    ),
  gguf: async () =>
    (await import('./not-built.js')).notBuilt(
      'gguf',
      'a chat model in GGUF',
      'the llama.cpp runtime that reads GGUF is not built in',
    ),
} satisfies Record<string, () => Promise<Model>>;

type ModelName = keyof typeof MODELS;

export const MODEL_NAMES = Object.keys(MODELS) as ModelName[];

function isModelName(name: string): name is ModelName {
  return Object.hasOwn(MODELS, name);
}

/** @throws UsageError when `name` is neither a model's name nor a URL that names models */
export async function loadModel(name: string): Promise<Model> {
  if (isModelName(name)) return MODELS[name]();
  if (isUpstream(name)) return (await import('./upstream/index.js')).upstreamModel(name);
  throw new UsageError(
    `expected --model to be one of ${MODEL_NAMES.join(', ')} or the URL of an OpenAI-compatible server; got "${name}"`,
  );
}
