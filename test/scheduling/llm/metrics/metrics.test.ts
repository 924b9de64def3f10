import { describe, expect, it } from 'vitest';
import {
  distributionOf,
  distributionsOf,
  relativeErrors,
} from '../../../../src/scheduling/llm/metrics/distribution.js';
import { simulatedLatency } from '../../../../src/scheduling/llm/metrics/latencies.js';
import { simulateLlm } from '../../../../src/scheduling/llm/simulate-llm.js';
import { ROOMY, requestsOf } from '../run-llm.js';

describe('what a simulation tells', () => {
  it('counts time to the first token, between tokens and to the last from arrival on', async () => {
    const outcome = await simulateLlm({
      policy: 'continuous',
      requests: requestsOf([
        [20, 5],
        [16, 1, 1.5],
      ]),
      gpus: 1,
      limits: ROOMY,
      timing: { stepMs: (slices) => slices.length },
      hostMs: 1,
    });
    // Passes of 2 ms, and of 3 ms with both.
    expect(outcome.answers.map(simulatedLatency)).toEqual([
      { ttftMs: 2, tpotMs: 9 / 4, latencyMs: 11 },
      { ttftMs: 3.5, tpotMs: 0, latencyMs: 3.5 },
    ]);
    expect(outcome).toMatchObject({ dropped: 0, unfinished: 0, endMs: 11 });
    const twoBlocks = 4 * 2;
    expect(outcome.use).toEqual({
      iterations: 5,
      busyMs: 11,
      sequenceMs: 4 * 2 + 3 * 2,
      // Two blocks by itself, and one of the other.
      blockMs: 2 * twoBlocks + 3 * 3,
      mostBlocks: 3,
      tokens: 20 + 16 + 4,
      preemptions: 0,
    });
  });

  it('serves on several GPUs from one queue', async () => {
    const outcome = await simulateLlm({
      policy: 'static',
      requests: requestsOf([
        [4, 3],
        [4, 3],
        [4, 3],
      ]),
      gpus: 2,
      limits: { ...ROOMY, maxSequences: 1 },
      timing: { stepMs: () => 1 },
      hostMs: 0,
    });
    expect(outcome.answers.map(({ lastMs }) => lastMs)).toEqual([3, 3, 6]);
  });
});

describe('distributions', () => {
  it('are means and quantiles of type 7', () => {
    expect(distributionOf([4, 1, 3, 2])).toMatchObject({
      mean: 2.5,
      p50: 2.5,
      p90: expect.closeTo(3.7),
      p95: expect.closeTo(3.85),
    });
    expect(distributionOf([]).mean).toBeNaN();
  });

  it('are held against others relative to these', () => {
    const of = (scale: number) =>
      distributionsOf([
        { ttftMs: 10 * scale, tpotMs: 2, latencyMs: 30 },
        { ttftMs: 30 * scale, tpotMs: 2, latencyMs: 50 },
      ]);
    const errors = relativeErrors(of(1.5), of(1));
    expect(errors.ttftMs).toEqual({ mean: 0.5, p50: 0.5, p90: 0.5, p95: 0.5, p99: 0.5 });
    expect(errors.latencyMs.mean).toBe(0);
  });
});
