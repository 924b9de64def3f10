import { describe, expect, it } from 'vitest';
import type { Model, Request } from '../../../src/scheduling/policy.js';
import { batchOf, requestsAt, scripted, sendAtOnce } from './scripted-policy.js';
import { simulated, TEN_MS } from './simulated.js';

const heavy = (bytes: number): Model => ({ ...TEN_MS, weights: { bytes, transferMs: 5 } });

const requestsOf = (...models: readonly number[]): Request[] =>
  models.map((model, id) => ({ id, model, arrivalMs: id, deadlineMs: 1000 }));

/** Loads the model of each request, evicting as told, and runs it when it is there. */
const loading = (evictFor: (model: number) => readonly number[]) => {
  const waiting: Request[] = [];
  return scripted(
    (event, decide) => {
      if (event.type === 'arrival') {
        waiting.push(event.request);
        decide.load(0, event.request.model, evictFor(event.request.model));
      } else if (event.type === 'loaded') {
        const ready = waiting.filter(({ model }) => model === event.model);
        decide.run(0, batchOf(...ready));
      }
    },
    ['pages'],
  );
};

describe('weights', () => {
  it('come one model after another and are told of when they are there', async () => {
    const { told, seen } = await simulated({
      policy: loading(() => []),
      arrivals: requestsOf(0, 1),
      models: [heavy(60), heavy(40)],
      gpuMemoryBytes: 100,
      delays: { controlMs: 1, dataMsPerRequest: 0, responseMs: 0 },
    });
    expect(seen.filter((line) => line.includes('loaded'))).toEqual([
      '1-6 loaded 0 on 0',
      '6-11 loaded 1 on 0',
    ]);
    expect(told.filter((line) => line.includes('loaded'))).toEqual(['7 loaded 0 on 0', '12 loaded 1 on 0']);
    expect(seen).toContain('8-18 ran 0 on 0');
  });

  it.each([
    ['that do not fit', () => [], [60, 41], /needs 41 B and 40 B are free/],
    [
      'in whose place work waits',
      (model: number) => (model === 1 ? [0] : []),
      [60, 41],
      /model 0 is to be evicted/,
    ],
    ['that are on their way', () => [], [60], /loaded or on its way/],
  ] as const)('%s are a fault', async (_, evictFor, bytes, message) => {
    const models = bytes.map((size) => heavy(size));
    await expect(
      simulated({
        policy: loading(evictFor),
        arrivals: requestsOf(0, models.length - 1),
        models,
        gpuMemoryBytes: 100,
      }),
    ).rejects.toThrow(message);
  });

  it('make room for others once nobody uses them', async () => {
    const requests = requestsOf(0).concat({ id: 1, model: 1, arrivalMs: 20, deadlineMs: 1000 });
    const { seen } = await simulated({
      policy: loading((model) => (model === 1 ? [0] : [])),
      arrivals: requests,
      models: [heavy(100), heavy(100)],
      gpuMemoryBytes: 100,
    });
    expect(seen).toContain('20-25 loaded 1 on 0');
    expect(seen).toContain('35 answered 1');
  });

  it('that are not there cannot be run', async () => {
    const policy = { ...sendAtOnce, needs: ['pages' as const] };
    await expect(simulated({ policy, arrivals: requestsAt(0), models: [heavy(1)] })).rejects.toThrow(
      /model 0 is run and is not loaded on GPU 0/,
    );
  });

  it('are gone when the GPU fails, those on their way too', async () => {
    const { told } = await simulated({
      policy: scripted(
        (event, decide) => {
          if (event.type === 'arrival' || event.type === 'up') decide.load(0, 0, []);
          if (event.type === 'loaded') for (const request of requestsAt(0)) decide.drop(request);
        },
        ['pages'],
      ),
      arrivals: requestsAt(0),
      models: [heavy(100)],
      gpuMemoryBytes: 100,
      faults: [{ gpu: 0, downMs: 3, upMs: 20 }],
    });
    expect(told).toEqual(['0 arrival 0', '3 down 0', '20 up 0', '25 loaded 0 on 0']);
  });

  it('that are sent for at the last report of a failing GPU do not come either', async () => {
    const policy = scripted(
      (event, decide) => {
        if (event.type === 'arrival' && event.request.id === 0) decide.load(0, 0, []);
        if (event.type === 'loaded' && event.model === 0) decide.run(0, batchOf(...requestsOf(0)));
        if (event.type === 'finished') decide.load(0, 1, []);
        if (event.type === 'up') for (const request of requestsOf(0, 0).slice(1)) decide.drop(request);
      },
      ['pages'],
    );
    const { told } = await simulated({
      policy,
      arrivals: requestsOf(0, 0),
      models: [heavy(40), heavy(60)],
      gpuMemoryBytes: 100,
      delays: { controlMs: 4, dataMsPerRequest: 0, responseMs: 0 },
      faults: [{ gpu: 0, downMs: 28, upMs: 60 }],
    });
    expect(told.slice(2)).toEqual(['13 loaded 0 on 0', '28 finished 0 on 0', '28 down 0', '60 up 0']);
  });

  it('are everywhere from the start under a policy that does not page, if they fit', async () => {
    const scene = { policy: sendAtOnce, arrivals: requestsAt(0), models: [heavy(60), heavy(40)] };
    expect((await simulated({ ...scene, gpuMemoryBytes: 100 })).seen).toContain('10 answered 0');
    await expect(simulated({ ...scene, gpuMemoryBytes: 99 })).rejects.toThrow(/give GPUs more memory/);
  });
});
