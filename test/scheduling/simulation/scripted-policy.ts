import type { Decisions, Need, Policy, Request, SchedulerEvent } from '../../../src/scheduling/policy.js';

/** A policy that is one function. */
export function scripted(
  on: (event: SchedulerEvent, decide: Decisions) => void,
  needs: readonly Need[] = [],
): Policy {
  return { name: 'scripted', source: 'this test', needs, workConserving: false, start: () => ({ on }) };
}

/** Sends each request to GPU 0 as it comes. */
export const sendAtOnce: Policy = scripted((event, decide) => {
  if (event.type === 'arrival') decide.run(0, batchOf(event.request));
});

export function batchOf(...requests: readonly Request[]) {
  return { model: requests[0]?.model ?? 0, requests };
}

/** Requests of model 0 at these times, due 1000 ms later. */
export function requestsAt(...timesMs: readonly number[]): Request[] {
  return timesMs.map((arrivalMs, id) => ({ id, model: 0, arrivalMs, deadlineMs: arrivalMs + 1000 }));
}
