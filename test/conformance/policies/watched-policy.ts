import type { Need, Policy, Request, SchedulerEvent } from '../../../src/scheduling/policy.js';
import type { Simulation } from '../../../src/scheduling/simulation/simulation.js';

/** What a policy was seen to do. */
export interface Sightings {
  readonly asked: Set<Need>;
  /** Stretches in which a GPU was idle and a request waited that it could have answered in time. */
  readonly idle: {
    readonly gpu: number;
    readonly request: number;
    readonly fromMs: number;
    readonly toMs: number;
  }[];
}

/**
 * The policy of a simulation as it is, with an eye on it that knows no more than the policy: what it was told and decided.
 * @param aloneMs the shortest that one request takes on an idle GPU
 */
export function watch<R extends Request, W>(
  { policy, setup, executor }: Simulation<R, W>,
  aloneMs: (request: R) => number,
): { readonly policy: Policy<R, W>; readonly sightings: Sightings } {
  const sightings: Sightings = { asked: new Set(), idle: [] };
  const { controlMs, dataMsPerRequest, responseMs } = setup.delays;
  const answerMs = (request: R) => controlMs + dataMsPerRequest + aloneMs(request) + responseMs;

  const start: Policy<R, W>['start'] = (given) => {
    const scheduler = policy.start(given);
    const waiting = new Map<number, R>();
    const work = new Array<number>(given.gpus).fill(0);
    const isUp = new Array<boolean>(given.gpus).fill(true);
    let lastMs = 0;

    const look = (toMs: number) => {
      const gpu = work.findIndex((pieces, i) => pieces === 0 && isUp[i] === true);
      const isInTime = (request: R) => lastMs + answerMs(request) <= request.deadlineMs;
      const request = gpu < 0 ? undefined : [...waiting.values()].find(isInTime);
      if (request !== undefined) sightings.idle.push({ gpu, request: request.id, fromMs: lastMs, toMs });
    };
    const note = (event: SchedulerEvent<R, W>) => {
      if (event.type === 'arrival') waiting.set(event.request.id, event.request);
      if (event.type === 'down' || event.type === 'up') isUp[event.gpu] = event.type === 'up';
      if (event.type === 'finished' || event.type === 'lost') {
        work[event.gpu] = (work[event.gpu] ?? 0) - 1;
        const answered = new Set(event.type === 'lost' ? [] : executor.completedBy(event.work));
        for (const request of executor.requestsOf(event.work)) {
          if (!answered.has(request)) waiting.set(request.id, request);
        }
      }
    };
    return {
      on(event, decide) {
        // Only time that goes by is idle: within one moment a policy may gather what comes at once.
        if (event.nowMs > lastMs) look(event.nowMs);
        lastMs = event.nowMs;
        note(event);
        scheduler.on(event, {
          run(gpu, piece, notBeforeMs) {
            decide.run(gpu, piece, notBeforeMs);
            work[gpu] = (work[gpu] ?? 0) + 1;
            for (const { id } of executor.requestsOf(piece)) waiting.delete(id);
          },
          drop(request) {
            decide.drop(request);
            waiting.delete(request.id);
          },
          wakeAt: (key, atMs) => decide.wakeAt(key, atMs),
          preempt(gpu) {
            sightings.asked.add('preempts');
            decide.preempt(gpu);
          },
          load(gpu, model, evict) {
            sightings.asked.add('pages');
            decide.load(gpu, model, evict);
          },
        });
      },
    };
  };
  return { policy: { ...policy, start }, sightings };
}
