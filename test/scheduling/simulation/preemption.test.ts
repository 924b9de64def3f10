import { describe, expect, it } from 'vitest';
import { batchOf, requestsAt, scripted } from './scripted-policy.js';
import { simulated } from './simulated.js';

describe('a GPU that is told to stop', () => {
  it('loses its work at once, told when the policy has decided, and begins anew', async () => {
    const policy = scripted(
      (event, decide) => {
        if (event.type === 'lost') for (const request of event.work.requests) decide.run(0, batchOf(request));
        if (event.type !== 'arrival') return;
        if (event.request.id === 2) decide.preempt(0);
        decide.run(0, batchOf(event.request));
      },
      ['preempts'],
    );
    const { told, seen } = await simulated({ policy, arrivals: requestsAt(0, 1, 4) });
    expect(told.slice(0, 5)).toEqual([
      '0 arrival 0',
      '1 arrival 1',
      '4 arrival 2',
      '4 lost 0 on 0',
      '4 lost 1 on 0',
    ]);
    expect(seen.filter((line) => !line.includes('answered'))).toEqual([
      '0-4 lost 0 on 0',
      '4-14 ran 2 on 0',
      '14-24 ran 0 on 0',
      '24-34 ran 1 on 0',
    ]);
  });

  it('reports work as finished whose end was on its way to the policy', async () => {
    const policy = scripted(
      (event, decide) => {
        if (event.type !== 'arrival') return;
        if (event.request.id === 2) {
          decide.preempt(0);
          decide.drop(event.request);
        } else {
          decide.run(0, batchOf(event.request));
        }
      },
      ['preempts'],
    );
    const { told } = await simulated({
      policy,
      arrivals: requestsAt(0, 1, 14),
      delays: { controlMs: 3, dataMsPerRequest: 0, responseMs: 0 },
    });
    expect(told).toEqual([
      '0 arrival 0',
      '1 arrival 1',
      '14 arrival 2',
      '14 finished 0 on 0',
      '14 lost 1 on 0',
    ]);
  });

  it('does not mind when it has nothing to do', async () => {
    const policy = scripted(
      (event, decide) => {
        decide.preempt(0);
        if (event.type === 'arrival') decide.drop(event.request);
      },
      ['preempts'],
    );
    expect((await simulated({ policy, arrivals: requestsAt(0) })).told).toEqual(['0 arrival 0']);
  });
});
