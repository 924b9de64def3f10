import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Embedder } from '../../pipeline/embedder.js';
import { fetchPublished } from '../../published/fetch-published.js';
import { servingDirectory } from '../../published/serving-directory.js';
import type { OpenModelTools } from '../model.js';
import { integerTensor } from '../onnx/integer-tensor.js';
import { loadOrt, sessionOptions } from '../onnx/runtime.js';
import { meanDirection } from './mean-direction.js';
import { MINILM } from './minilm-files.js';

const D = 384;
/** Tokens that the model was trained to read; further ones are cut off. */
const MOST_TOKENS = 128;

/** all-MiniLM-L6-v2: the mean of the last layer over the tokens of a text, scaled to length 1. */
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
  const tokensOf = (text: string): number[] => {
    const { ids } = tokenizer.encode(text);
    const separator = ids.at(-1) ?? 0;
    return ids.length <= MOST_TOKENS ? ids : [...ids.slice(0, MOST_TOKENS - 1), separator];
  };
  return {
    identity: 'all-MiniLM-L6-v2 int8',
    d: D,
    // One text at a time: this model scales its activations to 8 bits by the range of the whole batch, so that a text's
    // vector would depend on the others. Nothing is lost, as a batch of ten takes ten times as long.
    async embed(texts, signal) {
      const vectors = new Float32Array(texts.length * D);
      for (const [row, text] of texts.entries()) {
        signal?.throwIfAborted();
        const tokens = tokensOf(text);
        const dims = [1, tokens.length];
        const output = await session.run({
          input_ids: integerTensor(ort, tokens, dims),
          attention_mask: integerTensor(
            ort,
            tokens.map(() => 1),
            dims,
          ),
          token_type_ids: integerTensor(
            ort,
            tokens.map(() => 0),
            dims,
          ),
        });
        const hidden = output.last_hidden_state?.data;
        if (!(hidden instanceof Float32Array)) throw new Error('expected last_hidden_state in float32');
        vectors.set(meanDirection(hidden, D), row * D);
      }
      return vectors;
    },
    close: () => session.release(),
  };
}
