import { describe, expect, it } from 'vitest';
import { PolicyFault } from '../../../src/scheduling/simulation/policy-fault.js';
import { requestsAt, scripted } from './scripted-policy.js';
import { simulated } from './simulated.js';

describe('timers', () => {
  it('are replaced, cancelled and brought forward by their key', async () => {
    const policy = scripted((event, decide) => {
      if (event.type === 'arrival') {
        decide.wakeAt(1, 100);
        decide.wakeAt(2, 50);
        decide.wakeAt(1, 20);
        decide.wakeAt(2, Number.POSITIVE_INFINITY);
        decide.wakeAt(3, 40);
        decide.wakeAt(3, 60);
      } else if (event.type === 'timer' && event.key === 3) {
        decide.drop(requestsAt(0)[0] ?? never());
      }
    });
    const { told } = await simulated({ policy, arrivals: requestsAt(0) });
    expect(told).toEqual(['0 arrival 0', '20 timer 1', '60 timer 3']);
  });

  it('of a time gone by come at once', async () => {
    const policy = scripted((event, decide) => {
      if (event.type === 'arrival') decide.wakeAt(1, -5);
      else decide.drop(requestsAt(3)[0] ?? never());
    });
    const { told } = await simulated({ policy, arrivals: requestsAt(3) });
    expect(told).toEqual(['3 arrival 0', '3 timer 1']);
  });

  it('do not keep a run going that is over', async () => {
    const policy = scripted((event, decide) => {
      decide.wakeAt(1, event.nowMs + 10);
      if (event.type === 'arrival') decide.drop(event.request);
    });
    const { end } = await simulated({ policy, arrivals: requestsAt(0, 25) });
    expect(end).toEqual({ events: 4, endMs: 25, unfinished: [] });
  });

  it('that change nothing for ever are given up, and the request is told of', async () => {
    const policy = scripted((event, decide) => decide.wakeAt(1, event.nowMs + 10));
    const { end } = await simulated({ policy, arrivals: requestsAt(0) });
    expect(end.unfinished.map(({ id }) => id)).toEqual([0]);
  });

  it('that stop time are a fault', async () => {
    const policy = scripted((event, decide) => decide.wakeAt(1, event.nowMs));
    await expect(simulated({ policy, arrivals: requestsAt(0) })).rejects.toThrow(PolicyFault);
  });
});

function never(): never {
  throw new Error('requestsAt gave none');
}
