import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Embedder } from '../../pipeline/embedder.js';
import { fetchPublished } from '../../published/fetch-published.js';
import { servingDirectory } from '../../published/serving-directory.js';
import type { OpenModelTools } from '../model.js';
import { loadOrt, sessionOptions } from '../onnx/runtime.js';
import { textEmbedder } from '../onnx/text-embedder.js';
import { MINILM } from './minilm-files.js';

export const MINILM_IDENTITY = 'all-MiniLM-L6-v2 int8';

const D = 384;
/** Tokens that the model was trained to read. */
const MOST_TOKENS = 128;

/** all-MiniLM-L6-v2 in 8 bits, which finds for every model that has no embedder of its own. */
export async function minilmEmbedder({ spec, signal, progress }: OpenModelTools): Promise<Embedder> {
  const ort = await loadOrt();
  const directory = servingDirectory('models', 'all-MiniLM-L6-v2');
  await fetchPublished(MINILM, directory, { signal, progress });
  const { Tokenizer } = await import('@huggingface/tokenizers');
  const json = async (name: string) => JSON.parse(await readFile(join(directory, name), 'utf8'));
  const tokenizer = new Tokenizer(await json('tokenizer.json'), await json('tokenizer_config.json'));
  const session = await ort.InferenceSession.create(
    join(directory, 'onnx/model_quantized.onnx'),
    sessionOptions(spec.threads),
  );
  return textEmbedder({
    identity: MINILM_IDENTITY,
    ort,
    session,
    d: D,
    tokens: (text) => tokenizer.encode(text).ids,
    mostTokens: MOST_TOKENS,
    padToken: 0,
    prefixes: { query: '', passage: '' },
    // This model scales its activations to 8 bits by the range of the whole batch, so that a text's vector would depend
    // on the others. Nothing is lost, as a batch of ten takes ten times as long.
    together: false,
  });
}
