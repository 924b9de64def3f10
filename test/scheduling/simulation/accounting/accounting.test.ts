import { describe, expect, it } from 'vitest';
import type { Request } from '../../../../src/scheduling/policy.js';
import { Accounting } from '../../../../src/scheduling/simulation/accounting/accounting.js';
import { simulate } from '../../../../src/scheduling/simulation/simulate.js';
import { batchOf, scripted } from '../scripted-policy.js';
import { simulationOf, TEN_MS } from '../simulated.js';

/** One every 20 ms, due after 15 ms, of two models in turn. */
const arrivals: readonly Request[] = Array.from({ length: 10 }, (_, id) => {
  return { id, model: id % 2, arrivalMs: 20 * id, deadlineMs: 20 * id + 15 };
});

/**
 * On GPU 0, but: 2 is dropped, 4 begins late, 6 is never decided on, 7 goes to GPU 1 and with it 6's place in the batch
 * is taken by nobody.
 */
const policy = scripted((event, decide) => {
  if (event.type !== 'arrival') return;
  const { request } = event;
  if (request.id === 2) decide.drop(request);
  else if (request.id === 4) decide.run(0, batchOf(request), event.nowMs + 6);
  else if (request.id !== 6) decide.run(request.id === 7 ? 1 : 0, batchOf(request));
});

async function accountOf(window: { fromMs?: number; untilMs?: number }) {
  const simulation = simulationOf({ policy, arrivals, gpus: 3, models: [TEN_MS, TEN_MS] });
  const accounting = new Accounting(simulation, window);
  return accounting.close(await simulate({ ...simulation, observers: [accounting] }));
}

describe('the account of a run', () => {
  it('counts every request once, and GPUs by the time they were busy', async () => {
    const account = await accountOf({});
    expect(account).toMatchObject({
      good: 7,
      late: 1,
      dropped: 1,
      unfinished: 1,
      goodShare: 0.7,
      windowMs: 190,
      byModel: [
        { good: 2, late: 1, dropped: 1, unfinished: 1 },
        { good: 5, late: 0, dropped: 0, unfinished: 0 },
      ],
      sizes: [0, 8],
      meanSize: 1,
      busyMs: [70, 10, 0],
      lostMs: 0,
      gpusUsed: 2,
    });
    expect(account.goodPerSecond).toBeCloseTo(7 / 0.19, 9);
    expect(account.utilisation).toBeCloseTo(80 / (3 * 190), 12);
    expect(account.latencies.count).toBe(8);
    expect(account.latencies.quantileMs(0.5)).toBe(10);
    expect(account.latencies.quantileMs(1)).toBe(16);
    expect(account.latencies.meanMs).toBe(86 / 8);
  });

  it('leaves out what arrived before or after the window, and the parts of work outside', async () => {
    const account = await accountOf({ fromMs: 65, untilMs: 145 });
    expect(account).toMatchObject({ good: 2, late: 1, dropped: 0, unfinished: 1, windowMs: 80 });
    expect(account.busyMs).toEqual([5 + 10 + 10, 5, 0]);
    expect(account.sizes).toEqual([0, 3]);
  });

  it('of nothing has nothing wrong with it', async () => {
    const account = await accountOf({ fromMs: 1000 });
    expect(account).toMatchObject({ good: 0, goodShare: 1, goodPerSecond: 0, windowMs: 0, utilisation: 0 });
    expect(account.latencies.quantileMs(0.99)).toBeNaN();
    expect(account.meanSize).toBeNaN();
  });

  it('tells what work was lost', async () => {
    const preempting = scripted(
      (event, decide) => {
        if (event.type === 'lost') for (const request of event.work.requests) decide.drop(request);
        if (event.type !== 'arrival') return;
        decide.preempt(0);
        decide.run(0, batchOf(event.request));
      },
      ['preempts'],
    );
    const close = arrivals.slice(0, 2).map((request, id) => ({ ...request, arrivalMs: 4 * id }));
    const simulation = simulationOf({ policy: preempting, arrivals: close, models: [TEN_MS, TEN_MS] });
    const accounting = new Accounting(simulation);
    const account = accounting.close(await simulate({ ...simulation, observers: [accounting] }));
    expect(account).toMatchObject({ good: 1, dropped: 1, lostMs: 4, busyMs: [14], sizes: [0, 1] });
  });
});
