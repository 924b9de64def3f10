import { describe, expect, it } from 'vitest';
import type { Executor } from '../../../src/scheduling/simulation/executor.js';
import { simulate } from '../../../src/scheduling/simulation/simulate.js';
import { batchOf, requestsAt, scripted, sendAtOnce } from './scripted-policy.js';
import { simulationOf } from './simulated.js';

const REQUESTS = requestsAt(0, 0, 0);

/** All three requests at once, and again when they come back. */
const inSteps = scripted((event, decide) => {
  if (event.type === 'arrival' && event.request.id < 2) return;
  if (event.type === 'arrival') decide.run(0, batchOf(...REQUESTS));
  if (event.type === 'finished' && event.nowMs < 30) decide.run(0, batchOf(...event.work.requests.slice(1)));
});

function withExecutor(change: Partial<Executor>) {
  const simulation = simulationOf({ policy: inSteps, arrivals: REQUESTS });
  return { ...simulation, executor: { ...simulation.executor, ...change } };
}

describe('an executor', () => {
  it('that completes one request at a time has the others wait for the next piece of work', async () => {
    const answered: string[] = [];
    const end = await simulate({
      ...withExecutor({ completedBy: ({ requests }) => requests.slice(0, 1), durationMs: () => 10 }),
      observers: [{ answered: ({ id }, atMs) => answered.push(`${id} at ${atMs}`) }],
    });
    expect(answered).toEqual(['0 at 10', '1 at 20', '2 at 30']);
    expect(end.unfinished).toEqual([]);
  });

  it.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('cannot take %d ms', async (ms) => {
    await expect(simulate(withExecutor({ durationMs: () => ms }))).rejects.toThrow(
      `expected work to take 0 ms or more; got ${ms} ms on GPU 0`,
    );
  });

  it('cannot complete what is not being run', async () => {
    await expect(simulate(withExecutor({ completedBy: () => REQUESTS.concat(REQUESTS) }))).rejects.toThrow(
      'request 0 is completed and was not being run',
    );
  });

  it('is asked for the time of a piece of work when it begins', async () => {
    const asked: string[] = [];
    const simulation = simulationOf({ policy: sendAtOnce, arrivals: requestsAt(0, 1, 2) });
    const durationMs: Executor['durationMs'] = ({ requests }, gpu) => {
      asked.push(`${requests[0]?.id} on ${gpu}`);
      return 10;
    };
    const events: string[] = [];
    await simulate({
      ...simulation,
      executor: { ...simulation.executor, durationMs },
      observers: [{ answered: ({ id }) => events.push(`${id} after ${asked.length} asked`) }],
    });
    expect(asked).toEqual(['0 on 0', '1 on 0', '2 on 0']);
    expect(events).toEqual(['0 after 1 asked', '1 after 2 asked', '2 after 3 asked']);
  });
});
