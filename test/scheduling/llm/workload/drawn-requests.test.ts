import { describe, expect, it } from 'vitest';
import { parseAzureTrace } from '../../../../src/load/arrivals/azure-trace.js';
import { drawnRequests, tracedRequests } from '../../../../src/scheduling/llm/workload/drawn-requests.js';
import { lognormalLengths } from '../../../../src/scheduling/llm/workload/lognormal-lengths.js';
import { quantile } from '../../../../src/stats/quantile.js';

describe('drawn lengths', () => {
  it('have the median and the spread that were asked for', () => {
    const draw = lognormalLengths({ median: 1000, sigma: 0.5, most: 100_000 }, 7);
    const lengths = Array.from({ length: 20_000 }, draw);
    expect(quantile(lengths, 0.5) / 1000).toBeCloseTo(1, 1);
    // One standard deviation above the median: exp(0.5).
    expect(quantile(lengths, 0.8413) / 1000).toBeCloseTo(Math.exp(0.5), 1);
  });

  it('are the same for the same seed, whole, from 1 to the most', () => {
    const lengths = { median: 5, sigma: 2, most: 40 };
    const [one, other] = [lognormalLengths(lengths, 3), lognormalLengths(lengths, 3)];
    const drawn = Array.from({ length: 1000 }, one);
    expect(Array.from({ length: 1000 }, other)).toEqual(drawn);
    expect(Math.min(...drawn)).toBe(1);
    expect(Math.max(...drawn)).toBe(40);
    expect(drawn.every(Number.isInteger)).toBe(true);
  });

  it('without spread are all alike', () => {
    const draw = lognormalLengths({ median: 128, sigma: 0, most: 8192 }, 1);
    const requests = drawnRequests(Float64Array.of(0, 5), draw, () => 3);
    expect(
      requests.map(({ id, arrivalMs, promptTokens, outputTokens }) => [
        id,
        arrivalMs,
        promptTokens,
        outputTokens,
      ]),
    ).toEqual([
      [0, 0, 128, 3],
      [1, 5, 128, 3],
    ]);
  });
});

describe('requests of a trace of Azure', () => {
  it('come when and as long as recorded, with a token at least', () => {
    const text =
      'TIMESTAMP,ContextTokens,GeneratedTokens\n2023-11-16 18:17:03.5000000,374,44\n2023-11-16 18:17:04.0000000,0,0\n';
    const requests = tracedRequests(parseAzureTrace(text, 'trace.csv'));
    expect(
      requests.map(({ arrivalMs, promptTokens, outputTokens }) => [arrivalMs, promptTokens, outputTokens]),
    ).toEqual([
      [0, 374, 44],
      [500, 1, 1],
    ]);
  });
});
