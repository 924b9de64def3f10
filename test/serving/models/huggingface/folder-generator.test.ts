import fc from 'fast-check';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { DataError, UsageError } from '../../../../src/errors.js';
import { folderGenerator } from '../../../../src/serving/models/huggingface/decoder/folder-generator.js';
import { loadOrt, probeOrt } from '../../../../src/serving/models/onnx/runtime.js';
import { plainAnswer } from './plain-decoder.js';
import { CONTEXT, DIM, HEADS, tinyDecoder, tinyWeights } from './tiny-decoder.js';
import { BOUND, FIRST_WORD, tinyTokenizer, VOCABULARY, wordOf } from './tiny-tokenizer.js';
import { writeFolder } from './write-folder.js';

const runs = (await probeOrt()).state === 'available';
const signal = new AbortController().signal;
const tools = (maxTokens: number) => ({
  spec: { model: '', corpus: 'animals', threads: 1, maxTokens },
  signal,
  progress() {},
});

/** Folders as exporters make them, by the graphs they hold. */
const LAYOUTS = {
  'a merged graph that counts positions from the mask (OPT)': {
    type: 'opt',
    graphs: { decoder_model_merged: { positions: 'mask', past: true, merged: true } },
  },
  'one graph that is given positions': {
    type: 'llama',
    graphs: { model: { positions: 'given', past: true, merged: false } },
  },
  'a merged graph that takes padding for positions': {
    type: 'gpt2',
    graphs: { decoder_model_merged: { positions: 'before', past: true, merged: true } },
  },
  'two graphs': {
    type: 'opt',
    graphs: {
      decoder_model: { positions: 'mask', past: false, merged: false },
      decoder_with_past_model: { positions: 'mask', past: true, merged: false },
    },
  },
  'a graph named as one in 8 bits': {
    type: 'opt',
    graphs: { decoder_model_merged_quantized: { positions: 'mask', past: true, merged: true } },
  },
} as const;

type Layout = (typeof LAYOUTS)[keyof typeof LAYOUTS];

function folderOf({ type, graphs }: Layout, seed: number, config: object = {}): Promise<string> {
  const weights = tinyWeights(seed);
  return writeFolder('tiny', {
    'config.json': {
      model_type: type,
      hidden_size: DIM,
      num_attention_heads: HEADS,
      vocab_size: VOCABULARY,
      max_position_embeddings: CONTEXT,
      eos_token_id: BOUND,
      ...config,
    },
    'tokenizer.json': tinyTokenizer(),
    ...Object.fromEntries(
      Object.entries(graphs).map(([name, form]) => [`onnx/${name}.onnx`, tinyDecoder(weights, form)]),
    ),
  });
}

const prompts = fc.array(
  fc.array(fc.integer({ min: FIRST_WORD, max: VOCABULARY - 1 }), { minLength: 1, maxLength: 15 }),
  { minLength: 1, maxLength: 5 },
);
const textOf = (tokens: readonly number[]): string => tokens.map(wordOf).join(' ');

describe.skipIf(!runs)('a generator from a folder (skipped where ONNX Runtime is not installed)', () => {
  it.each(
    Object.entries(LAYOUTS),
  )('writes what the definition says, alone and in a batch: %s', async (_, layout) => {
    await fc.assert(
      fc.asyncProperty(prompts, fc.integer({ min: 1, max: 30 }), async (batch, seed) => {
        const oracle = batch.map((prompt) => plainAnswer(tinyWeights(seed), prompt, 10));
        // Two tokens that are equally likely to float32 may be told apart either way.
        fc.pre(oracle.every(({ leastLead }) => leastLead > 1e-3));
        const generator = await folderGenerator(await folderOf(layout, seed), tools(10));
        try {
          const texts = batch.map(textOf);
          const together = await generator.generate(texts, 10, signal);
          expect(together).toEqual(oracle.map(({ made }) => textOf(made)));
          for (const [i, text] of texts.entries()) {
            expect(await generator.generate([text], 10, signal)).toEqual([together[i]]);
          }
        } finally {
          await generator.close();
        }
      }),
      { numRuns: 12 },
    );
  });

  const opt = LAYOUTS['a merged graph that counts positions from the mask (OPT)'];

  it.each<[string, Layout, (lengths: readonly number[]) => number]>([
    ['once for each token', opt, (lengths) => Math.max(...lengths)],
    [
      'once for each token of each row, in 8 bits,',
      LAYOUTS['a graph named as one in 8 bits'],
      (lengths) => lengths.reduce((sum, length) => sum + length, 0),
    ],
  ])('goes through the graph %s for a batch of prompts of all lengths', async (_, layout, passes) => {
    const batch = [[3], [4, 5, 6, 7], [9, 9]];
    const generator = await folderGenerator(await folderOf(layout, 7), tools(10));
    const { InferenceSession } = await loadOrt();
    const run = vi.spyOn(Object(InferenceSession).prototype, 'run');
    onTestFinished(() => run.mockRestore());
    await generator.generate(batch.map(textOf), 10, signal);
    // One more pass tells that an answer is at its end, unless it is as long as it may be.
    const lengths = batch.map((prompt) => {
      const { made } = plainAnswer(tinyWeights(7), prompt, 10);
      return Math.min(10, made.length + 1);
    });
    expect(run).toHaveBeenCalledTimes(passes(lengths));
    await generator.close();
  });

  it('reads the end of a prompt that is longer than the model does, behind the token that opens it', async () => {
    const long = Array.from({ length: 100 }, (_, i) => FIRST_WORD + ((i * 7) % 20));
    const generator = await folderGenerator(await folderOf(opt, 3), tools(10));
    const kept = long.slice(-(CONTEXT - 10 - 1));
    const { made } = plainAnswer(tinyWeights(3), kept, 10);
    expect(await generator.generate([textOf(long)], 10, signal)).toEqual([textOf(made)]);
    await generator.close();
  });

  it('opens a prompt as the settings of the tokenizer say, and ends where those of generation do', async () => {
    const weights = tinyWeights(11);
    const graph = tinyDecoder(weights, opt.graphs.decoder_model_merged);
    const folder = await writeFolder('stated', {
      'config.json': {
        model_type: 'opt',
        vocab_size: VOCABULARY,
        max_position_embeddings: CONTEXT,
        bos_token_id: BOUND,
        eos_token_id: null,
      },
      'generation_config.json': { eos_token_id: [BOUND] },
      'tokenizer.json': { ...tinyTokenizer(), post_processor: null },
      'tokenizer_config.json': { add_bos_token: true },
      'onnx/decoder_model_merged.onnx': graph,
    });
    const generator = await folderGenerator(folder, tools(10));
    const words = Array.from({ length: VOCABULARY - FIRST_WORD }, (_, i) => [FIRST_WORD + i]);
    const answers = words.map((prompt) => plainAnswer(weights, prompt, 10).made);
    // Without one that ends early nothing would be shown.
    expect(answers.some((made) => made.length < 10)).toBe(true);
    expect(await generator.generate(words.map(textOf), 10, signal)).toEqual(answers.map(textOf));
    await generator.close();
  });

  it('says what a folder lacks or states wrongly', async () => {
    const opened = async (folder: Promise<string>, maxTokens = 10) =>
      folderGenerator(await folder, tools(maxTokens));
    const bare = { 'config.json': { vocab_size: 3 }, 'tokenizer.json': tinyTokenizer() };
    await expect(opened(writeFolder('a', {}))).rejects.toThrow(/a, which has no config\.json/);
    await expect(opened(writeFolder('b', bare))).rejects.toThrow(/decoder_model_merged\.onnx/);
    await expect(opened(writeFolder('c', { ...bare, 'onnx/model.onnx': new Uint8Array(9) }))).rejects.toThrow(
      DataError,
    );
    await expect(opened(folderOf(opt, 1, { hidden_size: 'eight' }))).rejects.toThrow(/hidden_size/);
    await expect(opened(folderOf(opt, 1), CONTEXT)).rejects.toThrow(UsageError);
    const once = tinyDecoder(tinyWeights(1), { positions: 'mask', past: false, merged: false });
    await expect(opened(writeFolder('d', { ...bare, 'model.onnx': once }))).rejects.toThrow(
      /past_key_values/,
    );
  });

  it('stops between tokens when nobody waits any more', async () => {
    const generator = await folderGenerator(await folderOf(opt, 1), tools(10));
    const reason = new Error('left');
    await expect(generator.generate(['w3'], 10, AbortSignal.abort(reason))).rejects.toBe(reason);
    await generator.close();
  });
});
