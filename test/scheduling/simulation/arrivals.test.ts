import { describe, expect, it } from 'vitest';
import { simulate } from '../../../src/scheduling/simulation/simulate.js';
import { requestsAt, scripted } from './scripted-policy.js';
import { simulated, simulationOf } from './simulated.js';

const dropAll = scripted((event, decide) => {
  if (event.type === 'arrival') decide.drop(event.request);
});

describe('arrivals', () => {
  it('must be in the order of time', async () => {
    await expect(simulated({ policy: dropAll, arrivals: requestsAt(5, 4) })).rejects.toThrow(
      'expected arrivals in the order of time; got request 1 at 4 ms after 5 ms',
    );
  });

  it('must be numbered in order', async () => {
    const [first, second] = requestsAt(0, 1);
    if (first === undefined || second === undefined) throw new Error('requestsAt gave too few');
    await expect(
      simulated({ policy: dropAll, arrivals: [second, { ...first, arrivalMs: 2 }] }),
    ).rejects.toThrow('expected requests numbered in ascending order; got 0 after 1');
  });

  it('are drawn one ahead, and no more once a run is given up', async () => {
    let drawn = 0;
    let isClosed = false;
    function* endless() {
      try {
        for (; ; drawn++) yield { id: drawn, model: 0, arrivalMs: drawn, deadlineMs: drawn + 1 };
      } finally {
        isClosed = true;
      }
    }
    const controller = new AbortController();
    const progress = async (done: number, total: number) => {
      expect([done, total]).toEqual([drawn, drawn]);
      if (done >= 10_000) controller.abort();
    };
    await expect(
      simulate(simulationOf({ policy: dropAll, arrivals: endless() }), {
        signal: controller.signal,
        progress,
      }),
    ).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
    expect(isClosed).toBe(true);
    expect(drawn).toBeLessThan(20_000);
  });

  it('are told of as so many out of those expected', async () => {
    const told: (readonly number[])[] = [];
    const arrivals = Array.from({ length: 10_000 }, (_, id) => ({
      id,
      model: 0,
      arrivalMs: id,
      deadlineMs: id,
    }));
    await simulate(
      { ...simulationOf({ policy: dropAll, arrivals }), expectedRequests: 10_000 },
      { signal: new AbortController().signal, progress: async (...shares) => void told.push(shares) },
    );
    expect(told).toEqual([
      [4096, 10_000],
      [8192, 10_000],
    ]);
  });
});
