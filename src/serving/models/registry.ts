import { UsageError } from '../../errors.js';
import type { Model } from './model.js';
import { isUpstream } from './upstream/address.js';

/** Every model that has a name. Importing one loads no engine. */
const MODELS = {
  default: async () => (await import('./default/index.js')).model,
  emulated: async () => (await import('./emulated/index.js')).model,
  published: async () => (await import('./published/index.js')).model,
} satisfies Record<string, () => Promise<Model>>;

type ModelName = keyof typeof MODELS;

const MODEL_NAMES = Object.keys(MODELS) as ModelName[];

/** Models that are named by where they are, for help and errors. */
const PLACES = [
  'a folder with a generator in ONNX as Hugging Face lays it out',
  'a .gguf file',
  'EMBEDDER_FOLDER,GENERATOR',
  'the URL of an OpenAI-compatible server',
];

/** All that `--model` takes, in one line. */
export const MODEL_CHOICES = `${[...MODEL_NAMES, ...PLACES.slice(0, -1)].join(', ')} or ${PLACES.at(-1)}`;

function isModelName(name: string): name is ModelName {
  return Object.hasOwn(MODELS, name);
}

/** @throws UsageError when `name` is neither a model's name, nor a path, nor a URL that names models */
export async function loadModel(name: string): Promise<Model> {
  if (isModelName(name)) return MODELS[name]();
  if (isUpstream(name)) return (await import('./upstream/index.js')).upstreamModel(name);
  const { localNames } = await import('./local/local-names.js');
  const names = await localNames(name);
  if (names !== undefined) return (await import('./local/index.js')).localModel(name, names);
  throw new UsageError(`expected --model to be ${MODEL_CHOICES}; got "${name}"`);
}
