import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { probeOrt } from '../../../../src/serving/models/onnx/runtime.js';
import { model } from '../../../../src/serving/models/published/index.js';
import { type FakeFile, fakeHub } from '../../published/hub/fake-hub.js';
import { tinyDecoder, tinyWeights } from '../huggingface/tiny-decoder.js';
import { tinyEncoder, WORD_SIZE, wordVectors } from '../huggingface/tiny-encoder.js';
import { BOUND, tinyTokenizer, VOCABULARY } from '../huggingface/tiny-tokenizer.js';

const runs = (await probeOrt()).state === 'available';
const { signal } = new AbortController();

const inGit = (value: object): FakeFile => ({ content: Buffer.from(JSON.stringify(value)), inGit: true });
const large = (bytes: Uint8Array): FakeFile => ({ content: Buffer.from(bytes) });

/** The pair's repositories, with models of a few weights. */
const HUB = {
  'intfloat/multilingual-e5-large-instruct': {
    'config.json': inGit({ model_type: 'xlm-roberta', hidden_size: WORD_SIZE }),
    'tokenizer.json': inGit(tinyTokenizer(true)),
    'onnx/model.onnx': large(tinyEncoder()),
    'onnx/model.onnx_data': large(new Uint8Array(wordVectors(1).buffer)),
    'model.safetensors': large(new Uint8Array(9)),
  },
  'Xenova/opt-125m': {
    'config.json': inGit({
      model_type: 'opt',
      vocab_size: VOCABULARY,
      max_position_embeddings: 60,
      eos_token_id: BOUND,
    }),
    'tokenizer.json': inGit(tinyTokenizer()),
    'onnx/decoder_model_merged.onnx': large(
      tinyDecoder(tinyWeights(5), { positions: 'mask', past: true, merged: true }),
    ),
  },
};

let cache: string;
beforeEach(async () => {
  cache = await mkdtemp(join(tmpdir(), 'mls-published-'));
  vi.stubEnv('MLS_CACHE_DIR', cache);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(cache, { recursive: true });
});

describe.skipIf(!runs)('the published pair (skipped where ONNX Runtime is not installed)', () => {
  it('is unavailable where it is not here and no hub answers, which its probe says', async () => {
    vi.stubEnv('HF_ENDPOINT', 'http://127.0.0.1:9');
    expect(await model.probe()).toMatchObject({
      state: 'unavailable',
      reason: expect.stringMatching(
        /multilingual-e5-large-instruct is not in .*127\.0\.0\.1:9.*ECONNREFUSED/,
      ),
      remedy: expect.stringContaining('HF_ENDPOINT'),
    });
  });

  it('is fetched once, with what its parts need and no more, and needs no hub then', async () => {
    const hub = await fakeHub(HUB);
    vi.stubEnv('HF_ENDPOINT', hub.url);
    const told: string[] = [];
    const spec = { model: 'published', corpus: 'animals', threads: 1, maxTokens: 6 };
    const tools = { spec, signal, progress: (what: string, done: number) => told.push(`${what} ${done}`) };
    expect(await model.probe()).toEqual({ state: 'available' });
    const first = await model.open(tools);
    expect(first.label).toBe('multilingual-e5-large-instruct + opt-125m');
    expect(told[0]).toBe('fetching intfloat/multilingual-e5-large-instruct 0');
    expect(hub.asked.some((path) => path.includes('safetensors'))).toBe(false);
    const texts = await first.generator.generate(['w3 w4'], 6, signal);
    const query = await first.embedder.embed(['w3'], 'query');
    // The instruction before it is no word that the tiny model knows, but counts as words.
    expect(query).not.toEqual(await first.embedder.embed(['w3'], 'passage'));
    await Promise.all([first.embedder.close(), first.generator.close()]);

    await hub.close();
    expect(await model.probe()).toEqual({ state: 'available' });
    const again = await model.open(tools);
    expect(await again.generator.generate(['w3 w4'], 6, signal)).toEqual(texts);
    await Promise.all([again.embedder.close(), again.generator.close()]);
  });
});
