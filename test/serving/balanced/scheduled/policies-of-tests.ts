import type {
  Decisions,
  Policy,
  Request,
  Scheduler,
  SchedulerEvent,
  Setup,
} from '../../../../src/scheduling/policy.js';

export interface GreedyOptions {
  /** Batches are not larger than this. */
  readonly most?: number;
  /** Requests that could not be answered by their deadline are refused. */
  readonly drops?: boolean;
  /** Told of every event. */
  readonly onEvent?: (event: SchedulerEvent) => void;
}

/** Whoever is idle runs all that waits, the oldest first. */
export function greedy({ most = 1000, drops = false, onEvent }: GreedyOptions = {}): Policy {
  return {
    name: 'greedy',
    source: 'tests',
    needs: [],
    workConserving: true,
    start: (setup) => greedyScheduler(setup, most, drops, onEvent),
  };
}

function greedyScheduler(
  { models, gpus }: Setup,
  most: number,
  drops: boolean,
  onEvent: GreedyOptions['onEvent'],
): Scheduler {
  let waiting: Request[] = [];
  const latency = models[0]?.latency ?? { maxBatch: 1, ms: () => 0 };
  const idle = new Set(Array.from({ length: gpus }, (_, gpu) => gpu));
  const up = new Set(idle);
  const runAll = (nowMs: number, decide: Decisions) => {
    if (drops) {
      const late = waiting.filter(({ deadlineMs }) => deadlineMs < nowMs + latency.ms(1));
      waiting = waiting.filter((request) => !late.includes(request));
      for (const request of late) decide.drop(request);
    }
    for (const gpu of [...up].sort()) {
      if (!idle.has(gpu) || waiting.length === 0) continue;
      idle.delete(gpu);
      const requests = waiting.splice(0, Math.min(most, latency.maxBatch));
      decide.run(gpu, { model: 0, requests });
    }
  };
  return {
    on(event, decide) {
      onEvent?.(event);
      switch (event.type) {
        case 'arrival':
          waiting.push(event.request);
          break;
        case 'finished':
          idle.add(event.gpu);
          break;
        case 'lost':
          idle.add(event.gpu);
          waiting = [...event.work.requests, ...waiting];
          break;
        case 'left':
          waiting = waiting.filter(({ id }) => id !== event.request.id);
          break;
        case 'down':
          up.delete(event.gpu);
          break;
        case 'up':
          up.add(event.gpu);
          break;
        case 'timer':
        case 'loaded':
          break;
      }
      runAll(event.nowMs, decide);
    },
  };
}

/** A policy that is written out: what it does at each event. */
export function scripted(on: Scheduler['on']): Policy {
  return { name: 'scripted', source: 'tests', needs: [], workConserving: false, start: () => ({ on }) };
}

/** Every four that have come go to the next GPU in turn. */
export function inFours(): Policy {
  return {
    ...scripted(() => {}),
    start({ gpus }) {
      const waiting: Request[] = [];
      let turn = 0;
      return {
        on(event, decide) {
          if (event.type === 'arrival') waiting.push(event.request);
          if (waiting.length === 4) decide.run(turn++ % gpus, { model: 0, requests: waiting.splice(0) });
        },
      };
    },
  };
}
