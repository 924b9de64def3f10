import type { Model, Policy, Request } from '../../../../src/scheduling/policy.js';
import { NO_DELAYS } from '../../../../src/scheduling/policy.js';
import { linearProfile } from '../../../../src/scheduling/profiles/linear-profile.js';
import { batchExecutor } from '../../../../src/scheduling/simulation/batch-executor.js';
import type { Jitter } from '../../../../src/scheduling/simulation/jitter.js';
import { simulate } from '../../../../src/scheduling/simulation/simulate.js';
import { seededUniform } from '../../../../src/stats/random.js';

const UNIT: Model = { name: 'unit', sloMs: 1, latency: linearProfile(0, 1, 1) };

/** Keeps its own queue, as a scheduler does, rather than the GPU's. */
const firstCome: Policy = {
  name: 'first-come',
  source: 'this test',
  needs: [],
  workConserving: true,
  start() {
    let queue: Request[] = [];
    let next = 0;
    let isBusy = false;
    return {
      on(event, decide) {
        if (event.type === 'arrival') queue.push(event.request);
        if (event.type === 'finished') isBusy = false;
        const request = queue[next];
        if (isBusy || request === undefined) return;
        isBusy = true;
        if (++next > 1000) {
          queue = queue.slice(next);
          next = 0;
        }
        decide.run(0, { model: 0, requests: [request] });
      },
    };
  },
};

export interface Served {
  readonly waitMs: number;
  readonly serviceMs: number;
  /** To the next arrival. */
  readonly gapMs: number;
}

/** Poisson arrivals at one server that takes 1 ms on average; tells of each request in turn. */
export async function serve(
  utilisation: number,
  jitter: Jitter,
  requests: number,
  seed: number,
  tell: (served: Served) => void,
): Promise<void> {
  const gaps = new Float64Array(requests);
  function* arrivals() {
    const uniform = seededUniform(seed);
    let arrivalMs = 0;
    for (let id = 0; id < requests; id++) {
      yield { id, model: 0, arrivalMs, deadlineMs: arrivalMs };
      const gapMs = -Math.log(1 - uniform()) / utilisation;
      gaps[id] = gapMs;
      arrivalMs += gapMs;
    }
  }
  await simulate({
    policy: firstCome,
    setup: { models: [UNIT], gpus: 1, delays: NO_DELAYS },
    executor: batchExecutor([UNIT], jitter),
    arrivals: arrivals(),
    observers: [
      {
        ran(_, { requests: [request] }, startMs, endMs) {
          if (request === undefined) return;
          const gapMs = gaps[request.id] ?? 0;
          tell({ waitMs: startMs - request.arrivalMs, serviceMs: endMs - startMs, gapMs });
        },
      },
    ],
  });
}
