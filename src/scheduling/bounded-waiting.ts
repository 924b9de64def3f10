import type { Batch, Decisions, Policy, Request } from './policy.js';

/**
 * The same policy behind a queue with an end: an arrival that finds `most` requests waiting for a decision is dropped, and
 * the policy is not told of it. `onFull` is told before.
 */
export function boundedWaiting(policy: Policy, most: number, onFull?: (request: Request) => void): Policy {
  return {
    ...policy,
    start(setup) {
      const scheduler = policy.start(setup);
      let waiting = 0;
      return {
        on(event, decide) {
          if (event.type === 'arrival') {
            if (waiting >= most) {
              onFull?.(event.request);
              decide.drop(event.request);
              return;
            }
            waiting++;
          }
          if (event.type === 'left') waiting--;
          if (event.type === 'lost') waiting += event.work.requests.length;
          scheduler.on(event, counted(decide));
        },
      };

      function counted(decide: Decisions): Decisions {
        return {
          run(gpu, work: Batch, notBeforeMs) {
            waiting -= work.requests.length;
            decide.run(gpu, work, notBeforeMs);
          },
          drop(request) {
            waiting--;
            decide.drop(request);
          },
          wakeAt: (key, atMs) => decide.wakeAt(key, atMs),
          preempt: (gpu) => decide.preempt(gpu),
          load: (gpu, model, evict) => decide.load(gpu, model, evict),
        };
      }
    },
  };
}
