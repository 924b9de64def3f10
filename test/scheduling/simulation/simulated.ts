import {
  type Delays,
  type Model,
  NO_DELAYS,
  type Policy,
  type Request,
  type SchedulerEvent,
} from '../../../src/scheduling/policy.js';
import { linearProfile } from '../../../src/scheduling/profiles/linear-profile.js';
import { batchExecutor } from '../../../src/scheduling/simulation/batch-executor.js';
import { simulate } from '../../../src/scheduling/simulation/simulate.js';
import type { Fault, Simulation } from '../../../src/scheduling/simulation/simulation.js';

export interface Scene {
  readonly policy: Policy;
  readonly arrivals: Iterable<Request>;
  readonly gpus?: number;
  readonly models?: readonly Model[];
  readonly delays?: Delays;
  readonly faults?: readonly Fault[];
  readonly gpuMemoryBytes?: number;
}

/** Takes 10 ms and 1 ms more for each request, at most 4. */
export const TEN_MS: Model = { name: 'ten', sloMs: 1000, latency: linearProfile(1, 9, 4) };

export function simulationOf({ policy, arrivals, faults, ...scene }: Scene): Simulation {
  const { gpus = 1, models = [TEN_MS], delays = NO_DELAYS, gpuMemoryBytes } = scene;
  const setup = { models, gpus, delays, gpuMemoryBytes };
  return { policy, setup, executor: batchExecutor(models), arrivals, faults, observers: [] };
}

/** Runs a scene and writes one line for each thing that was told, to the policy and to an observer. */
export async function simulated(scene: Scene) {
  const told: string[] = [];
  const seen: string[] = [];
  const { policy } = scene;
  const listening: Policy = {
    ...policy,
    start(setup) {
      const scheduler = policy.start(setup);
      return {
        on(event, decide) {
          told.push(`${event.nowMs} ${lineOf(event)}`);
          scheduler.on(event, decide);
        },
      };
    },
  };
  const end = await simulate({
    ...simulationOf({ ...scene, policy: listening }),
    observers: [
      {
        answered: ({ id }, atMs) => seen.push(`${atMs} answered ${id}`),
        dropped: ({ id }, atMs) => seen.push(`${atMs} dropped ${id}`),
        ran: (gpu, { requests }, startMs, endMs, lost) =>
          seen.push(`${startMs}-${endMs} ${lost ? 'lost' : 'ran'} ${idsOf(requests)} on ${gpu}`),
        loaded: (gpu, model, startMs, endMs) => seen.push(`${startMs}-${endMs} loaded ${model} on ${gpu}`),
      },
    ],
  });
  return { told, seen, end };
}

function lineOf(event: SchedulerEvent): string {
  switch (event.type) {
    case 'arrival':
    case 'left':
      return `${event.type} ${event.request.id}`;
    case 'finished':
    case 'lost':
      return `${event.type} ${idsOf(event.work.requests)} on ${event.gpu}`;
    case 'loaded':
      return `loaded ${event.model} on ${event.gpu}`;
    case 'down':
    case 'up':
      return `${event.type} ${event.gpu}`;
    case 'timer':
      return `timer ${event.key}`;
  }
}

function idsOf(requests: readonly Request[]): string {
  return requests.map(({ id }) => id).join('+');
}
