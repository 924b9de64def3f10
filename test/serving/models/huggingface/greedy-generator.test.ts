import { describe, expect, it } from 'vitest';
import type { DecoderPass } from '../../../../src/serving/models/huggingface/decoder/decoder.js';
import { greedyGenerator } from '../../../../src/serving/models/huggingface/decoder/greedy-generator.js';
import { promptGroups } from '../../../../src/serving/models/huggingface/decoder/prompt-groups.js';

const END = 99;
const signal = new AbortController().signal;

/** Counts up from the last token of each row; keeps what it was asked. */
function counting() {
  const passes: (DecoderPass & { readonly first: boolean })[] = [];
  const generator = greedyGenerator({
    identity: 'counting',
    decoder: {
      async pass(input, caches) {
        passes.push({ ...input, first: caches === undefined });
        const fresh = input.tokens.length / input.rows;
        const last = Array.from({ length: input.rows }, (_, row) => input.tokens[(row + 1) * fresh - 1] ?? 0);
        return { next: last.map((token) => token + 1), caches: {} };
      },
      async close() {},
    },
    tokensOf: (prompt) => prompt.split(' ').map(Number),
    textOf: (tokens) => tokens.join(' '),
    endTokens: [END],
    context: 100,
    grouping: { pads: true, together: true, vocabulary: 100 },
  });
  return { generator, passes };
}

describe('greedy generation', () => {
  it('reads prompts once and then one token of each row behind what is kept', async () => {
    const { generator, passes } = counting();
    expect(await generator.generate(['7 8 9', '5'], 3, signal)).toEqual(['10 11 12', '6 7 8']);
    expect(passes).toEqual([
      {
        first: true,
        rows: 2,
        tokens: [7, 8, 9, 0, 0, 5],
        positions: [0, 1, 2, 0, 0, 0],
        mask: [1, 1, 1, 0, 0, 1],
      },
      { first: false, rows: 2, tokens: [10, 6], positions: [3, 1], mask: [1, 1, 1, 1, 0, 0, 1, 1] },
      { first: false, rows: 2, tokens: [11, 7], positions: [4, 2], mask: [1, 1, 1, 1, 1, 0, 0, 1, 1, 1] },
    ]);
  });

  it('ends a row at its end, and the batch with the last row', async () => {
    const { generator, passes } = counting();
    expect(await generator.generate(['98', '96', '1'], 2, signal)).toEqual(['', '97 98', '2 3']);
    expect(await generator.generate(['98', '97'], 50, signal)).toEqual(['', '98']);
    expect(passes).toHaveLength(2 + 2);
  });
});

describe('prompts that go through a graph together', () => {
  const rule = { pads: true, together: true, vocabulary: 50_000 };
  it('are all of them where padding does no harm', () => {
    expect(promptGroups([3, 5, 3], rule)).toEqual([[0, 1, 2]]);
  });
  it('are of one length where padding would count, and none where rows would change one another', () => {
    expect(promptGroups([3, 5, 3], { ...rule, pads: false })).toEqual([[0, 2], [1]]);
    expect(promptGroups([3, 5], { ...rule, together: false })).toEqual([[0], [1]]);
  });
  it('are no more than have room for their scores', () => {
    // 2 ** 28 / (2000 * 50,000) is 2.7.
    expect(promptGroups([2000, 2000, 10, 10, 10], rule)).toEqual([[0, 1], [2, 3], [4]]);
    expect(promptGroups([1e6], rule)).toEqual([[0]]);
  });
});
