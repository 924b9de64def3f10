import { describe, expect, it } from 'vitest';
import { boundedWaiting } from '../../src/scheduling/bounded-waiting.js';
import type { Batch, Decisions, Policy, Request, SchedulerEvent } from '../../src/scheduling/policy.js';
import { NO_DELAYS } from '../../src/scheduling/policy.js';
import { linearProfile } from '../../src/scheduling/profiles/linear-profile.js';

const SETUP = {
  models: [{ name: 'model', sloMs: 10, latency: linearProfile(1, 1, 4) }],
  gpus: 1,
  delays: NO_DELAYS,
};

function requestOf(id: number): Request {
  return { id, model: 0, arrivalMs: id, deadlineMs: id + 10 };
}

/** What a policy is told, and what is dropped, of which the test decides the rest. */
function bounded(most: number, on: (event: SchedulerEvent, decide: Decisions) => void = () => {}) {
  const told: string[] = [];
  const dropped: number[] = [];
  const full: number[] = [];
  const policy: Policy = {
    name: 'tested',
    source: 'tests',
    needs: [],
    workConserving: false,
    start: () => ({
      on(event, decide) {
        told.push(event.type);
        on(event, decide);
      },
    }),
  };
  const decide: Decisions = {
    run() {},
    drop: ({ id }) => dropped.push(id),
    wakeAt() {},
    preempt() {},
    load() {},
  };
  const scheduler = boundedWaiting(policy, most, ({ id }) => full.push(id)).start(SETUP);
  const tell = (event: SchedulerEvent) => scheduler.on(event, decide);
  const arrive = (id: number) => tell({ type: 'arrival', nowMs: id, request: requestOf(id) });
  return { tell, arrive, told, dropped, full };
}

describe('a policy with a bounded queue', () => {
  it('is not told of what finds the queue full', () => {
    const { arrive, told, dropped, full } = bounded(2);
    for (const id of [0, 1, 2, 3]) arrive(id);
    expect(told).toEqual(['arrival', 'arrival']);
    expect([dropped, full]).toEqual([
      [2, 3],
      [2, 3],
    ]);
  });

  it('has room for each that was run, dropped or left', () => {
    const batch = (...ids: number[]): Batch => ({ model: 0, requests: ids.map(requestOf) });
    const { tell, arrive, full, dropped } = bounded(2, (event, decide) => {
      if (event.type === 'timer' && event.key === 0) decide.run(0, batch(0, 1));
      if (event.type === 'timer' && event.key === 1) decide.drop(requestOf(2));
    });
    arrive(0);
    arrive(1);
    tell({ type: 'timer', nowMs: 1, key: 0 });
    arrive(2);
    arrive(3);
    tell({ type: 'timer', nowMs: 3, key: 1 });
    arrive(4);
    tell({ type: 'left', nowMs: 4, request: requestOf(3) });
    arrive(5);
    expect(full).toEqual([]);
    expect(dropped).toEqual([2]);
    arrive(6);
    expect(full).toEqual([6]);
  });

  it('takes back what is lost, beyond the bound if it must be', () => {
    const work: Batch = { model: 0, requests: [requestOf(0)] };
    const { tell, arrive, full, told } = bounded(1, (event, decide) => {
      if (event.type === 'arrival' && event.request.id === 0) decide.run(0, work);
    });
    arrive(0);
    arrive(1);
    tell({ type: 'lost', nowMs: 2, gpu: 0, work });
    expect(told).toEqual(['arrival', 'arrival', 'lost']);
    tell({ type: 'left', nowMs: 3, request: requestOf(1) });
    arrive(4);
    expect(full).toEqual([4]);
  });
});
