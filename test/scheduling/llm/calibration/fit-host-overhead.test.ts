import { describe, expect, it } from 'vitest';
import { fitHostOverheadMs } from '../../../../src/scheduling/llm/calibration/fit-host-overhead.js';
import { simulateLlm } from '../../../../src/scheduling/llm/simulate-llm.js';
import { drawnRequests } from '../../../../src/scheduling/llm/workload/drawn-requests.js';
import { lognormalLengths } from '../../../../src/scheduling/llm/workload/lognormal-lengths.js';
import { ROOMY } from '../run-llm.js';

const timing = { stepMs: (slices: readonly unknown[]) => 10 + slices.length / 8 };
const requests = drawnRequests(
  Float64Array.from({ length: 100 }, (_, i) => i * 40),
  lognormalLengths({ median: 200, sigma: 0.5, most: 1000 }, 1),
  lognormalLengths({ median: 50, sigma: 0.5, most: 1000 }, 2),
);
const simulation = { policy: 'vllm', gpus: 1, limits: ROOMY, timing };

/** A log as a server would have written whose host takes so long. */
async function logOf(hostMs: number, spoilSecondHalf = false) {
  const { answers } = await simulateLlm({ ...simulation, requests, hostMs });
  const measured = answers.map(({ request, firstMs, lastMs }) => {
    const spoiled = spoilSecondHalf && request.id >= 50 ? 1e6 : 0;
    return {
      firstTokenMs: firstMs - request.arrivalMs + spoiled,
      lastTokenMs: lastMs - request.arrivalMs + spoiled,
    };
  });
  return { requests, measured };
}

describe('fitHostOverheadMs', () => {
  it.each([0.25, 1.5, 6])('finds the %s ms that a log was made with', async (hostMs) => {
    expect(await fitHostOverheadMs(await logOf(hostMs), simulation)).toBeCloseTo(hostMs, 2);
  });

  it('looks at no time of the second half', async () => {
    expect(await fitHostOverheadMs(await logOf(1.5, true), simulation)).toBeCloseTo(1.5, 2);
  });

  it('is 0 where the layers alone take longer than the log', async () => {
    const log = await logOf(1);
    const slow = { stepMs: () => 100 };
    expect(await fitHostOverheadMs(log, { ...simulation, timing: slow })).toBe(0);
  });

  it('needs a log with times, and one that the profile can explain', async () => {
    await expect(fitHostOverheadMs({ requests, measured: undefined }, simulation)).rejects.toThrow(
      /expected a log with queued_ts, first_token_ts and last_token_ts/,
    );
    const ages = requests.map(() => ({ firstTokenMs: 1e9, lastTokenMs: 2e9 }));
    await expect(fitHostOverheadMs({ requests, measured: ages }, simulation)).rejects.toThrow(
      /at most 1000 ms of host for each iteration/,
    );
  });
});
