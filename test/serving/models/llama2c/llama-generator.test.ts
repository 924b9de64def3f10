import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DataError } from '../../../../src/errors.js';
import { parseCheckpoint } from '../../../../src/serving/models/llama2c/checkpoint.js';
import { llamaGenerator } from '../../../../src/serving/models/llama2c/llama-generator.js';
import { llamaGraph } from '../../../../src/serving/models/llama2c/llama-graph.js';
import { BEGIN, END } from '../../../../src/serving/models/llama2c/tokenizer-json.js';
import { loadOrt, probeOrt, sessionOptions } from '../../../../src/serving/models/onnx/runtime.js';
import type { Generator } from '../../../../src/serving/pipeline/generator.js';
import { likeliestNext } from './plain-llama.js';
import { TINY, tinyCheckpoint } from './tiny-checkpoint.js';

const NEVER = new AbortController().signal;
const runs = (await probeOrt()).state === 'available';

/** Its texts are numbers of tokens with spaces between. */
async function tinyGenerator(seed: number): Promise<Generator> {
  const checkpoint = parseCheckpoint(tinyCheckpoint(seed));
  const ort = await loadOrt();
  const session = await ort.InferenceSession.create(llamaGraph(checkpoint), sessionOptions(1));
  const tokens = {
    encode: (text: string) => text.split(' ').map(Number),
    decode: (ids: number[]) => ids.join(' '),
  };
  return llamaGenerator({ identity: 'tiny', ort, session, shape: checkpoint.shape, tokens });
}

/** What the definition says, and the least lead that any of its tokens had. */
function expected(seed: number, prompt: readonly number[], maxTokens: number) {
  const checkpoint = parseCheckpoint(tinyCheckpoint(seed));
  const tokens = [BEGIN, ...prompt];
  const made: number[] = [];
  let leastLead = Number.POSITIVE_INFINITY;
  while (made.length < maxTokens) {
    const { token, lead } = likeliestNext(checkpoint, tokens);
    leastLead = Math.min(leastLead, lead);
    if (token === BEGIN || token === END) break;
    tokens.push(token);
    made.push(token);
  }
  return { text: made.join(' '), leastLead };
}

const prompts = fc.array(
  fc.array(fc.integer({ min: 3, max: TINY.vocabulary - 1 }), { minLength: 1, maxLength: 20 }),
  { minLength: 1, maxLength: 5 },
);

describe.skipIf(!runs)('generation by a Llama on ONNX Runtime (skipped where that is not installed)', () => {
  it('is what the definition says in float64, for prompts of different lengths in one batch', async () => {
    await fc.assert(
      fc.asyncProperty(prompts, fc.integer({ min: 1, max: 20 }), async (batch, seed) => {
        const oracle = batch.map((prompt) => expected(seed, prompt, 8));
        // Two tokens that are equally likely to float32 may be told apart either way.
        fc.pre(oracle.every(({ leastLead }) => leastLead > 1e-3));
        const generator = await tinyGenerator(seed);
        try {
          const texts = await generator.generate(
            batch.map((prompt) => prompt.join(' ')),
            8,
            NEVER,
          );
          expect(texts).toEqual(oracle.map(({ text }) => text));
        } finally {
          await generator.close();
        }
      }),
      { numRuns: 25 },
    );
  });

  it('reads the end of a prompt that is longer than the model does', async () => {
    const generator = await tinyGenerator(1);
    const long = Array.from({ length: 100 }, (_, i) => 3 + (i % 40));
    const kept = long.slice(-(TINY.context - 8 - 1));
    const [fromLong] = await generator.generate([long.join(' ')], 8, NEVER);
    const [fromKept] = await generator.generate([kept.join(' ')], 8, NEVER);
    expect(fromLong).toBe(fromKept);
    await generator.close();
  });

  it('stops between tokens when nobody waits any more', async () => {
    const generator = await tinyGenerator(1);
    const reason = new Error('left');
    await expect(generator.generate(['3 4'], 8, AbortSignal.abort(reason))).rejects.toBe(reason);
    await generator.close();
  });
});

it('refuses a checkpoint whose heads share keys', () => {
  const bytes = Buffer.from(tinyCheckpoint(1));
  bytes.writeInt32LE(1, 4 * 4);
  expect(() => parseCheckpoint(bytes)).toThrow(DataError);
});
