import type { Policy, Request } from '../../../src/scheduling/policy.js';
import { linearProfile } from '../../../src/scheduling/profiles/linear-profile.js';
import type { Scenario } from '../../../src/suites/scheduling/scenario.js';

/** One request after another on GPU 0; those that cannot be in time any more are dropped. */
export const oneByOne: Policy = {
  name: 'one-by-one',
  source: 'a test',
  needs: [],
  workConserving: false,
  start({ models }) {
    const waiting: Request[] = [];
    let isBusy = false;
    return {
      on(event, decide) {
        if (event.type === 'arrival') waiting.push(event.request);
        if (event.type === 'finished') isBusy = false;
        while (!isBusy) {
          const request = waiting.shift();
          if (request === undefined) return;
          const ms = models[request.model]?.latency.ms(1) ?? 0;
          if (event.nowMs + ms > request.deadlineMs) {
            decide.drop(request);
            continue;
          }
          decide.run(0, { model: request.model, requests: [request] });
          isBusy = true;
        }
      },
    };
  },
};

/** Batches of one take 10 ms: at most 100 a second. */
export function scenarioOf(request: Partial<Scenario['request']> = {}): Scenario {
  return {
    policy: oneByOne,
    ...{ models: 1, gpus: 2, sloMs: 20 },
    request: {
      policies: [oneByOne],
      profiles: [{ name: 'ten', latency: linearProfile(1, 9, 16) }],
      ...{ modelCounts: [1], gpuCounts: [2], slosMs: [20] },
      arrivals: { kind: 'drawn', text: 'constant', gaps: { kind: 'constant' } },
      ...{ loads: undefined, durationMs: 2000, warmupMs: 1000, seed: 1, leastGood: undefined },
      popularity: { text: 'uniform', shares: { kind: 'uniform' } },
      delays: { text: 'none', delays: { controlMs: 0, dataMsPerRequest: 0, responseMs: 0 } },
      jitter: { text: 'none', jitter: { kind: 'none' } },
      faults: { text: 'none', faults: [] },
      gpuMemoryBytes: undefined,
      ...request,
    },
  };
}

export function toolsKeeping(kept: Map<string, string> = new Map()) {
  return {
    signal: new AbortController().signal,
    progress: async () => undefined,
    async keep(name: string, text: string) {
      kept.set(name, text);
    },
  };
}
