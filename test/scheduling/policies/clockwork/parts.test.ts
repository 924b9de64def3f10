import { describe, expect, it } from 'vitest';
import { LatencyEstimate } from '../../../../src/scheduling/policies/clockwork/latency-estimate.js';
import { loadPriorities } from '../../../../src/scheduling/policies/clockwork/load-priority.js';
import { PageCache } from '../../../../src/scheduling/policies/clockwork/page-cache.js';
import { RequestQueues } from '../../../../src/scheduling/policies/clockwork/request-queues.js';
import type { Request } from '../../../../src/scheduling/policy.js';

describe('the latency that is expected', () => {
  it('is the longest of the last ten, of which the profile is the first', () => {
    const estimate = new LatencyEstimate(5, 10);
    estimate.measured(4);
    expect(estimate.ms).toBe(5);
    estimate.measured(9);
    for (let i = 0; i < 9; i++) estimate.measured(4);
    expect(estimate.ms).toBe(9);
    estimate.measured(4);
    expect(estimate.ms).toBe(4);
  });
});

describe("a model's queues", () => {
  const request = (id: number, deadlineMs: number): Request => ({ id, model: 0, arrivalMs: 0, deadlineMs });
  const requests = [10, 20, 30, 40].map((deadlineMs, id) => request(id, deadlineMs));
  const filled = () => {
    const queues = new RequestQueues<Request>(2, ({ deadlineMs }) => deadlineMs);
    for (const one of requests) queues.add(one);
    return queues;
  };

  it('leave behind what is late in a batch of their size', () => {
    const queues = filled();
    queues.expire(1, 25);
    expect([queues.count(0), queues.count(1), queues.front(0)?.id, queues.front(1)?.id]).toEqual([
      4, 2, 0, 2,
    ]);
    expect(queues.takeExpired()).toEqual([]);
    queues.expire(0, 15);
    expect(queues.takeExpired().map(({ id }) => id)).toEqual([0]);
    expect([queues.count(0), queues.count(1)]).toEqual([3, 2]);
  });

  it('all go on behind a batch, and pass over what was before it', () => {
    const queues = filled();
    queues.expire(1, 15);
    expect(queues.takeBatch(1, 2)).toEqual({ passedOver: [requests[0]], batch: [requests[1], requests[2]] });
    expect([queues.count(0), queues.front(0)?.id, queues.front(1)?.id]).toEqual([1, 3, 3]);
  });

  it('take back what was lost at its place, and let go who leaves', () => {
    const queues = filled();
    queues.expire(0, 35);
    const [first, second] = requests;
    if (first === undefined || second === undefined) throw new Error('expected requests');
    expect(queues.remove(first)).toBe(true);
    expect(queues.remove(first)).toBe(false);
    expect(queues.front(0)?.id).toBe(3);
    queues.add(first);
    expect([queues.front(0)?.id, queues.count(0)]).toEqual([0, 4]);
    expect(queues.waiting.map(({ id }) => id)).toEqual([0, 1, 2, 3]);
  });
});

describe('which weights are worth a load', () => {
  it('is what no GPU holds, as much as is asked of it', () => {
    expect(loadPriorities([{ run: 0.5, load: 0.7, gpus: [] }], 2)).toEqual([0.7]);
  });

  it('is not what GPUs with time to spare hold', () => {
    // All that is asked of the GPU is asked by this model: the whole GPU is its.
    expect(loadPriorities([{ run: 0.5, load: 0.7, gpus: [0] }], 2)[0]).toBeCloseTo(0.7 - 1, 12);
  });

  it('is what is left of the demand when GPUs that are asked for too much meet it in part', () => {
    const [one, other] = loadPriorities(
      [
        { run: 1, load: 1.2, gpus: [0] },
        { run: 3, load: 0, gpus: [0] },
      ],
      1,
    );
    expect([one, other]).toEqual([1.2 - 0.25, -0.75]);
  });

  it('has more of a demand go to the GPU that is asked for less', () => {
    // Evenly split the first GPU would be asked for 1.5 + 0.5 and the second for 0.5: 1 to 4.
    const [shared] = loadPriorities(
      [
        { run: 1, load: 2, gpus: [0, 1] },
        { run: 1.5, load: 0, gpus: [0] },
      ],
      2,
    );
    expect(shared).toBeCloseTo(2 - 0.2 / 1.7 - 0.8 / 0.8, 12);
  });
});

describe("a GPU's pages", () => {
  it('are made free of what was used longest ago', () => {
    const cache = new PageCache(6);
    for (const model of [0, 1, 2]) {
      expect(cache.evictionsFor(2, () => true)).toEqual([]);
      cache.load(model, 2, []);
      cache.loaded(model);
    }
    cache.used(0);
    expect(cache.evictionsFor(2, () => true)).toEqual([1]);
    expect(cache.evictionsFor(2, (model) => model !== 1)).toEqual([2]);
    expect(cache.evictionsFor(7, () => true)).toBeUndefined();
    cache.load(3, 4, [1, 2]);
    expect([cache.holds(1), cache.holds(3), cache.isLoaded(3), cache.isLoaded(0)]).toEqual([
      false,
      true,
      false,
      true,
    ]);
    // What is on its way cannot go.
    expect(cache.evictionsFor(3, () => true)).toBeUndefined();
  });

  it('are all free when the GPU has failed', () => {
    const cache = new PageCache(2);
    cache.load(0, 2, []);
    cache.clear();
    expect([cache.holds(0), cache.evictionsFor(2, () => false)]).toEqual([false, []]);
  });
});
