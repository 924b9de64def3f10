import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Generator } from '../../pipeline/generator.js';
import { fetchPublished } from '../../published/fetch-published.js';
import { servingDirectory } from '../../published/serving-directory.js';
import { parseCheckpoint } from '../llama2c/checkpoint.js';
import { llamaGenerator, type Tokens } from '../llama2c/llama-generator.js';
import { llamaGraph } from '../llama2c/llama-graph.js';
import { tokenizerJson } from '../llama2c/tokenizer-json.js';
import type { OpenModelTools } from '../model.js';
import { loadOrt, sessionOptions } from '../onnx/runtime.js';
import { promptRoom } from '../prompt-room.js';
import { CHECKPOINT_BYTES, STORIES } from './stories-files.js';

/**
 * stories15M on ONNX Runtime. It tells stories for children and pays no heed to what it is asked: its answers are work
 * of the right kind for a load test, and nothing to judge a pipeline's quality by.
 */
export async function storiesGenerator({ spec, signal, progress }: OpenModelTools): Promise<Generator> {
  const ort = await loadOrt();
  const directory = servingDirectory('models', 'stories15M');
  await fetchPublished(STORIES, directory, { signal, progress });
  const packed = await readFile(join(directory, 'llama2.data'));
  const checkpoint = parseCheckpoint(packed.subarray(0, CHECKPOINT_BYTES));
  const { shape } = checkpoint;
  promptRoom(shape.context, spec.maxTokens);
  const tokens = await tokensOf(packed.subarray(CHECKPOINT_BYTES), shape.vocabulary);
  const session = await ort.InferenceSession.create(llamaGraph(checkpoint), sessionOptions(spec.threads));
  return llamaGenerator({ identity: 'stories15M float32', ort, session, shape, tokens });
}

async function tokensOf(bytes: Uint8Array, vocabulary: number): Promise<Tokens> {
  const { Tokenizer } = await import('@huggingface/tokenizers');
  const tokenizer = new Tokenizer(tokenizerJson(bytes, vocabulary), {
    clean_up_tokenization_spaces: false,
  });
  return {
    encode: (text) => tokenizer.encode(text, { add_special_tokens: false }).ids,
    // Decoding no tokens at all is refused by the library.
    decode: (ids) => (ids.length === 0 ? '' : tokenizer.decode(ids, { skip_special_tokens: true })),
  };
}
