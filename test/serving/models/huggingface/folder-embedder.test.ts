import { describe, expect, it } from 'vitest';
import { folderEmbedder } from '../../../../src/serving/models/huggingface/embedder/folder-embedder.js';
import { embedderSettings } from '../../../../src/serving/models/huggingface/embedder/settings.js';
import { probeOrt } from '../../../../src/serving/models/onnx/runtime.js';
import { plainVector, tinyEncoder, WORD_SIZE, wordVectors } from './tiny-encoder.js';
import { BOUND, tinyTokenizer } from './tiny-tokenizer.js';
import { writeFolder } from './write-folder.js';

const runs = (await probeOrt()).state === 'available';
const D = WORD_SIZE;
const tools = {
  spec: { model: '', corpus: 'animals', threads: 1, maxTokens: 8 },
  signal: new AbortController().signal,
  progress() {},
};

function folderOf(seed: number, files: Readonly<Record<string, object>> = {}): Promise<string> {
  return writeFolder('tiny', {
    'config.json': { model_type: 'bert', hidden_size: D, pad_token_id: 0 },
    'tokenizer.json': tinyTokenizer(true),
    'onnx/model.onnx': tinyEncoder(),
    'onnx/model.onnx_data': new Uint8Array(wordVectors(seed).buffer),
    ...files,
  });
}

describe.skipIf(!runs)('an embedder from a folder (skipped where ONNX Runtime is not installed)', () => {
  it('takes the mean over the tokens of each text, alone and padded in a batch', async () => {
    const embedder = await folderEmbedder(await folderOf(1), tools);
    expect(embedder.d).toBe(D);
    const texts = ['w5', 'w2 w9 w9 w14 w3', ''];
    const tokens = [
      [BOUND, 5, BOUND],
      [BOUND, 2, 9, 9, 14, 3, BOUND],
      [BOUND, BOUND],
    ];
    const together = await embedder.embed(texts, 'passage');
    for (const [i, text] of texts.entries()) {
      const plain = plainVector(wordVectors(1), tokens[i] ?? []);
      const alone = await embedder.embed([text], 'passage');
      plain.forEach((value, at) => {
        expect(together[i * D + at]).toBeCloseTo(value, 5);
        expect(alone[at]).toBeCloseTo(value, 5);
      });
    }
    expect(await embedder.embed([], 'query')).toHaveLength(0);
    await embedder.close();
  });

  it('puts what the model wants before queries and passages, and cuts long texts before the closing token', async () => {
    const folder = await folderOf(1, {
      'config_sentence_transformers.json': { prompts: { query: 'w7 w8 ', document: 'w9 ' } },
      'sentence_bert_config.json': { max_seq_length: 5 },
    });
    const embedder = await folderEmbedder(folder, tools);
    const expectTokens = async (role: 'query' | 'passage', text: string, tokens: number[]) => {
      const vector = await embedder.embed([text], role);
      plainVector(wordVectors(1), tokens).forEach((value, at) => {
        expect(vector[at]).toBeCloseTo(value, 5);
      });
    };
    await expectTokens('query', 'w3', [BOUND, 7, 8, 3, BOUND]);
    await expectTokens('passage', 'w3 w4', [BOUND, 9, 3, 4, BOUND]);
    await expectTokens('passage', 'w3 w4 w5 w6', [BOUND, 9, 3, 4, BOUND]);
    await embedder.close();
  });

  it('is told apart from one with other weights or another prefix of passages', async () => {
    const prompts = { 'config_sentence_transformers.json': { prompts: { passage: 'w9 ' } } };
    const identities: string[] = [];
    for (const folder of [
      await folderOf(1),
      await folderOf(1),
      await folderOf(2),
      await folderOf(1, prompts),
    ]) {
      const embedder = await folderEmbedder(folder, tools);
      identities.push(embedder.identity);
      await embedder.close();
    }
    expect(identities[1]).toBe(identities[0]);
    expect(new Set(identities).size).toBe(3);
  });

  it('says what a folder lacks, and refuses a model that pools otherwise', async () => {
    const opened = async (folder: Promise<string>) => folderEmbedder(await folder, tools);
    const cls = { pooling_mode_cls_token: true, pooling_mode_mean_tokens: false };
    await expect(opened(folderOf(1, { '1_Pooling/config.json': cls }))).rejects.toThrow(
      /pooling_mode_cls_token/,
    );
    await expect(opened(writeFolder('x', { 'config.json': {} }))).rejects.toThrow(/no tokenizer\.json/);
    const files = { 'config.json': { hidden_size: D }, 'tokenizer.json': tinyTokenizer() };
    await expect(opened(writeFolder('y', files))).rejects.toThrow(/model\.onnx/);
  });
});

describe('how an embedder wants its texts', () => {
  it('is known by its name where no file says so', async () => {
    const folder = await writeFolder('any', {});
    const of = async (...names: string[]) => (await embedderSettings(folder, names)).prefixes;
    const instruct = await of('embedder', 'multilingual-e5-large-instruct');
    expect(instruct.query).toMatch(/^Instruct: .*\nQuery: $/);
    expect(instruct.passage).toBe('');
    expect(await of('multilingual-e5-small')).toEqual({ query: 'query: ', passage: 'passage: ' });
    expect(await of('all-MiniLM-L6-v2', '')).toEqual({ query: '', passage: '' });
  });
});
