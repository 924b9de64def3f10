import { describe, expect, it } from 'vitest';
import { UsageError } from '../../../src/errors.js';
import { parseLengths } from '../../../src/suites/llm/parse-lengths.js';
import { parseRates } from '../../../src/suites/llm/parse-rates.js';
import { parseDevice, parseModelShape } from '../../../src/suites/llm/parse-shapes.js';
import { keeps, parseLlmSlo } from '../../../src/suites/llm/parse-slo.js';
import { isPartOf } from '../../../src/suites/llm/parts.js';
import { llmRequest } from '../../../src/suites/llm/request.js';

describe('flags of mls sim llm', () => {
  it('mean vLLM on an A100 with drawn requests where nothing is said', () => {
    const { policies, hardware, limits, gpuCounts, workloads } = llmRequest({});
    expect(policies).toEqual(['vllm', 'continuous', 'sarathi', 'prompts-first', 'orca', 'static']);
    // 90 % of 80 GB without 8.03e9 weights of 2 bytes, in blocks of 16 times 128 KiB.
    const kvBlocks = Math.floor((0.9 * 80e9 - 2 * 8.03e9) / (16 * 131_072));
    expect(hardware).toMatchObject({ text: 'roofline a100-80gb', kvBlocks });
    expect(limits).toEqual([
      { kvBlocks, blockTokens: 16, tokenBudget: 2048, chunkTokens: 512, maxSequences: 128, watermark: 0.01 },
    ]);
    expect(gpuCounts).toEqual([1]);
    expect(workloads.map(({ rate }) => rate)).toEqual([8]);
  });

  it('are swept where they are lists', () => {
    const request = llmRequest({ rate: '2,4', gpus: [1, 2], 'token-budget': '512,2048', part: 'all' });
    expect(request.workloads.map(({ rate }) => rate)).toEqual([2, 4]);
    expect(request.gpuCounts).toEqual([1, 2]);
    expect(request.limits.map(({ tokenBudget }) => tokenBudget)).toEqual([512, 2048]);
    expect(request.parts).toEqual(['whole', 'first-half', 'second-half']);
  });

  it.each([
    [{ policy: 'vlm' }, /expected --policy to be one of vllm, .*; got "vlm" - did you mean vllm\?/],
    [{ 'token-budgt': 4 }, /did you mean token-budget\?/],
    [{ profile: 'x' }, /expected --kv-blocks N .* or --device/],
    [{ profile: 'x', 'kv-blocks': 9, 'roofline-share': '50%' }, /--roofline-share or --profile/],
    [{ requests: 'a.jsonl', rate: 4 }, /expected --rate or --requests/],
    [{ device: '100:1000:8GB' }, /expected a --device with room for keys and values/],
    [{ device: 'foo' }, /expected --device to be rtx-4090, .*; got "foo"/],
    [{ model: '8e9:32' }, /expected --model to be llama-3.1-8b, .*; got "8e9:32"/],
    [{ slo: 'p99=3s' }, /expected --slo to be such as ttft=2s,tpot=50ms; got "p99=3s"/],
    [{ 'host-overhead-ms': 'fitted' }, /expected --host-overhead-ms to be milliseconds .*; got "fitted"/],
    [{ watermark: '100%' }, /expected --watermark to be the share/],
    [{ 'prompt-tokens': '0' }, /expected --prompt-tokens to be tokens: .*; got "0"/],
    [{ rate: '0' }, /expected --rate to be requests a second .*; got "0"/],
    [{ arrivals: 'ramp:1:5' }, /expected --arrivals to be poisson, constant or gamma:SHAPE/],
  ])('that cannot be meant are refused: %j', (grid, message) => {
    expect(() => llmRequest(grid)).toThrow(UsageError);
    expect(() => llmRequest(grid)).toThrow(message);
  });
});

describe('values of flags', () => {
  it('of lengths are a median, a spread and a most', () => {
    expect(parseLengths('--prompt-tokens', '512:0.8:4096')).toEqual({ median: 512, sigma: 0.8, most: 4096 });
    expect(parseLengths('--prompt-tokens', '20000')).toEqual({ median: 20_000, sigma: 0, most: 20_000 });
  });

  it('of shapes are names or numbers', () => {
    expect(parseModelShape('1e9:10:2048:512')).toEqual({
      ...{ parameters: 1e9, blocks: 10, queryWidth: 2048, keyWidth: 512, bytesPerValue: 2 },
    });
    expect(parseDevice('312:2039:80GB')).toEqual(parseDevice('a100-80gb'));
  });

  it('of rates may be fractions', () => expect(parseRates('0.5,4:8:2')).toEqual([0.5, 4, 6, 8]));

  it('of promises bind what they name', () => {
    const latency = { ttftMs: 1000, tpotMs: 50, latencyMs: 9000 };
    expect(keeps(parseLlmSlo('ttft=1s,tpot=50ms'), latency)).toBe(true);
    expect(keeps(parseLlmSlo('tpot=49ms'), latency)).toBe(false);
    expect(keeps(parseLlmSlo('ttft=999ms'), latency)).toBe(false);
  });

  it('of parts split requests in two without rest', () => {
    const halves = Array.from({ length: 5 }, (_, i) => isPartOf('first-half', i, 5));
    expect(halves).toEqual([true, true, true, false, false]);
    expect(halves.map((first, i) => isPartOf('second-half', i, 5) !== first)).toEqual(Array(5).fill(true));
  });
});
