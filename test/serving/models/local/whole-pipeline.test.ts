import { expect, it } from 'vitest';
import { probeOrt } from '../../../../src/serving/models/onnx/runtime.js';
import { openPipeline } from '../../../../src/serving/pipeline/open-pipeline.js';
import { tinyDecoder, tinyWeights } from '../huggingface/tiny-decoder.js';
import { tinyEncoder, WORD_SIZE, wordVectors } from '../huggingface/tiny-encoder.js';
import { BOUND, tinyTokenizer, VOCABULARY } from '../huggingface/tiny-tokenizer.js';
import { writeFolder } from '../huggingface/write-folder.js';

const runs = (await probeOrt()).state === 'available';

it.skipIf(!runs)(
  'two folders answer questions, alone as together (skipped where ONNX Runtime is not installed)',
  async () => {
    const embedder = await writeFolder('finder', {
      'config.json': { hidden_size: WORD_SIZE },
      'tokenizer.json': tinyTokenizer(true),
      'model.onnx': tinyEncoder(),
      'model.onnx_data': new Uint8Array(wordVectors(1).buffer),
    });
    const generator = await writeFolder('teller', {
      'config.json': {
        model_type: 'opt',
        vocab_size: VOCABULARY,
        max_position_embeddings: 60,
        eos_token_id: BOUND,
      },
      'tokenizer.json': tinyTokenizer(),
      'onnx/decoder_model_merged.onnx': tinyDecoder(tinyWeights(5), {
        positions: 'mask',
        past: true,
        merged: true,
      }),
    });
    const spec = { model: `${embedder},${generator}`, corpus: 'animals', threads: 1, maxTokens: 6 };
    const pipeline = await openPipeline(spec);
    const { signal } = new AbortController();
    const questions = ['w3 w4', 'w9', 'w3 w12 w12 w7'].map((query, i) => ({ query, k: i + 1 }));
    expect(pipeline.model).toBe('finder + teller');
    const { answers } = await pipeline.answer(questions, signal);
    expect(answers.map(({ passages }) => passages.length)).toEqual([1, 2, 3]);
    for (const [i, question] of questions.entries()) {
      const alone = await pipeline.answer([question], signal);
      expect(alone.answers[0]?.result).toBe(answers[i]?.result);
      expect(answers[i]?.result).not.toBe('');
    }
    await pipeline.close();
  },
);
