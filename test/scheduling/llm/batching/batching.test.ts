import { describe, expect, it } from 'vitest';
import { ROOMY, runLlm, written } from '../run-llm.js';

const small = { ...ROOMY, tokenBudget: 8, chunkTokens: 4 };

describe('continuous batching with chunks', () => {
  it('serves who runs first and gives what is left of the budget to prompts', async () => {
    const { iterations } = await runLlm(
      'continuous',
      [
        [6, 3],
        [7, 2],
      ],
      small,
    );
    expect(iterations.map(written)).toEqual(['0:0+6>1', '0:6+1>2 1:0+7>1', '0:7+1>3 1:7+1>2']);
  });

  it('cuts a prompt that is longer than the budget', async () => {
    const { iterations } = await runLlm('continuous', [[20, 2]], small);
    expect(iterations.map(written)).toEqual(['0:0+8', '0:8+8', '0:16+4>1', '0:20+1>2']);
  });

  it('takes newcomers only as far as sequences are allowed', async () => {
    const { iterations } = await runLlm(
      'continuous',
      [
        [1, 2],
        [1, 1],
        [1, 1],
      ],
      { ...small, maxSequences: 2 },
    );
    // The first arrives by itself, at the same time as the others and before them.
    expect(iterations.map(written)).toEqual(['0:0+1>1', '0:1+1>2 1:0+1>1', '2:0+1>1']);
  });

  it('throws the latest out when blocks run out, and computes it again with its tokens', async () => {
    const limits = { ...ROOMY, kvBlocks: 5, blockTokens: 2, watermark: 0 };
    const { iterations, answeredMs } = await runLlm(
      'continuous',
      [
        [4, 5],
        [3, 4],
      ],
      limits,
    );
    expect(iterations.map(written)).toEqual([
      '0:0+4>1',
      '0:4+1>2 1:0+3>1',
      '0:5+1>3 1:3+1>2',
      // Seven positions need a fourth block: the other loses both of its own, of which one is taken.
      '0:6+1>4',
      '0:7+1>5',
      '1:2+3>3',
      '1:5+1>4',
    ]);
    expect(iterations.map(({ preempted }) => preempted)).toEqual([0, 0, 0, 1, 0, 0, 0]);
    expect(answeredMs).toEqual({ 0: 5, 1: 7 });
  });

  it('drops what could never be held, and nothing else', async () => {
    const limits = { ...ROOMY, kvBlocks: 2, blockTokens: 4 };
    const { dropped, answeredMs } = await runLlm(
      'continuous',
      [
        [8, 2],
        [8, 1],
        [1, 8],
      ],
      limits,
    );
    expect(dropped).toEqual([0]);
    expect(Object.keys(answeredMs)).toEqual(['1', '2']);
  });

  it('leaves newcomers out while little is free, unless nobody runs', async () => {
    const limits = { ...ROOMY, kvBlocks: 10, blockTokens: 1, watermark: 0.5 };
    const { iterations } = await runLlm(
      'continuous',
      [
        [8, 1],
        [3, 1],
        [3, 1, 5],
        [3, 1, 5.5],
      ],
      limits,
    );
    expect(iterations.map(written)).toEqual(['0:0+8>1', '1:0+3>1', '2:0+3>1', '3:0+3>1']);
  });
});

describe('vllm', () => {
  it('plans a pass while the one before runs, so that a newcomer waits for one more', async () => {
    const { iterations } = await runLlm('vllm', [
      [4, 5],
      [4, 1, 0.5],
    ]);
    expect(iterations.map(written)).toEqual(['0:0+4>1', '0:4+1>2', '0:5+1>3 1:0+4>1', '0:6+1>4', '0:7+1>5']);
  });
});

describe('stall-free batching', () => {
  it('lets no prompt take more than what generation leaves of a small budget', async () => {
    const { iterations } = await runLlm(
      'sarathi',
      [
        [2, 4],
        [7, 1],
      ],
      small,
    );
    expect(iterations.map(written)).toEqual(['0:0+2>1', '0:2+1>2 1:0+3', '0:3+1>3 1:3+3', '0:4+1>4 1:6+1>1']);
  });
});

describe('prompts first', () => {
  it('generates nothing while a prompt can be computed', async () => {
    const { iterations } = await runLlm(
      'prompts-first',
      [
        [6, 2],
        [7, 2],
        [2, 1],
      ],
      small,
    );
    expect(iterations.map(written)).toEqual(['0:0+6>1', '1:0+7>1', '2:0+2>1', '0:6+1>2 1:7+1>2']);
  });
});

describe('iteration-level batching', () => {
  it('lets newcomers join with whole prompts, a long one alone', async () => {
    const { iterations } = await runLlm(
      'orca',
      [
        [2, 3],
        [20, 1],
        [3, 1],
      ],
      small,
    );
    expect(iterations.map(written)).toEqual(['0:0+2>1', '0:2+1>2 1:0+20>1', '0:3+1>3 2:0+3>1']);
  });

  it('lets in only whom it can hold to the end', async () => {
    const limits = { ...ROOMY, kvBlocks: 6, blockTokens: 1, watermark: 0 };
    const { iterations } = await runLlm(
      'orca',
      [
        [2, 3],
        [2, 2],
      ],
      limits,
    );
    expect(iterations.map(written)).toEqual(['0:0+2>1', '0:2+1>2', '0:3+1>3', '1:0+2>1', '1:2+1>2']);
    expect(iterations.map(({ preempted }) => preempted)).toEqual([0, 0, 0, 0, 0]);
  });
});

describe('request-level batching', () => {
  it('takes nobody in until the longest answer is there', async () => {
    const { iterations } = await runLlm(
      'static',
      [
        [2, 1],
        [6, 3, 0.5],
        [6, 1, 0.5],
        [1, 1, 1.5],
      ],
      small,
    );
    expect(iterations.map(written)).toEqual([
      '0:0+2>1',
      '1:0+6>1',
      '2:0+6>1',
      '1:6+1>2',
      '1:7+1>3',
      '3:0+1>1',
    ]);
  });
});
