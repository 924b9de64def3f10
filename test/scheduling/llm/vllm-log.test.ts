import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fitHostOverheadMs } from '../../../src/scheduling/llm/calibration/fit-host-overhead.js';
import { VLLM_LIMITS } from '../../../src/scheduling/llm/limits.js';
import {
  distributionsOf,
  LATENCIES,
  relativeErrors,
  STATISTICS,
} from '../../../src/scheduling/llm/metrics/distribution.js';
import { measuredLatency, simulatedLatency } from '../../../src/scheduling/llm/metrics/latencies.js';
import { simulateLlm } from '../../../src/scheduling/llm/simulate-llm.js';
import { profiledTiming } from '../../../src/scheduling/llm/timing/profiled-timing.js';
import { readLayerProfile } from '../../../src/scheduling/llm/timing/read-layer-profile.js';
import { parseRequestLog } from '../../../src/scheduling/llm/workload/request-log.js';

const LOGS = '../shared/reference/vllm-logs';
const LOG = `${LOGS}/RTXPRO6000_Llama-3.1-8B`;
const without = existsSync(LOG) ? '' : ` (skipped: needs the published log and profile in ${LOGS})`;

/** vLLM 0.19 on an RTX PRO 6000 with Llama-3.1-8B, whose memory is never short of blocks. */
async function simulateLog() {
  const log = parseRequestLog(readFileSync(`${LOG}/requests.jsonl`, 'utf8'), 'requests.jsonl');
  const profile = await readLayerProfile(`${LOGS}/profile_RTXPRO6000_Llama-3.1-8B`);
  const setting = {
    policy: 'vllm',
    gpus: 1,
    limits: { ...VLLM_LIMITS, kvBlocks: 30_000 },
    timing: profiledTiming(profile, 32),
  };
  const hostMs = await fitHostOverheadMs(log, setting);
  const { answers } = await simulateLlm({ ...setting, requests: log.requests, hostMs });
  const measured = (log.measured ?? []).map((times, i) =>
    measuredLatency(times, log.requests[i]?.outputTokens ?? Number.NaN),
  );
  const errorsFrom = (first: number) =>
    relativeErrors(
      distributionsOf(answers.map(simulatedLatency).slice(first)),
      distributionsOf(measured.slice(first)),
    );
  return { hostMs, answers, all: errorsFrom(0), heldOut: errorsFrom(150) };
}

/** Once for all that is asked of it. */
let simulation: ReturnType<typeof simulateLog> | undefined;
function simulated() {
  simulation ??= simulateLog();
  return simulation;
}

describe.skipIf(without !== '')(`against the log of a real server${without}`, () => {
  it.each(['all', 'heldOut'] as const)('is near in every figure of %s: 5 percent at most', async (part) => {
    const run = await simulated();
    expect(run.answers).toHaveLength(300);
    for (const latency of LATENCIES) {
      for (const statistic of STATISTICS) {
        const error = run[part][latency][statistic];
        expect(Math.abs(error), `${latency} ${statistic} of ${part}`).toBeLessThan(0.05);
      }
    }
  });

  it('needs about a millisecond of host for each pass', async () => {
    const { hostMs } = await simulated();
    expect(hostMs).toBeGreaterThan(0.8);
    expect(hostMs).toBeLessThan(1.3);
  });

  it("is nearer to it in the mean than LLMServingSim's own figures", async () => {
    const { all } = await simulated();
    const summary = readFileSync(`${LOG}/summary.txt`, 'utf8');
    for (const [name, error] of [
      ['TTFT', all.ttftMs.mean],
      ['TPOT', all.tpotMs.mean],
      ['Latency', all.latencyMs.mean],
    ] as const) {
      const published = Number(new RegExp(`${name} Mean.*?([-+][\\d.]+)%`).exec(summary)?.[1]);
      expect(Math.abs(100 * error)).toBeLessThan(Math.abs(published));
    }
  });
});
