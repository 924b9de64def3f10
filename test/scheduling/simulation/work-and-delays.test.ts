import { describe, expect, it } from 'vitest';
import { batchOf, requestsAt, scripted, sendAtOnce } from './scripted-policy.js';
import { simulated } from './simulated.js';

describe('work in virtual time', () => {
  it('runs in the order sent, one at a time', async () => {
    const { told, seen, end } = await simulated({ policy: sendAtOnce, arrivals: requestsAt(0, 4, 40) });
    expect(seen).toEqual([
      '0-10 ran 0 on 0',
      '10 answered 0',
      '10-20 ran 1 on 0',
      '20 answered 1',
      '40-50 ran 2 on 0',
      '50 answered 2',
    ]);
    expect(told).toEqual([
      '0 arrival 0',
      '4 arrival 1',
      '10 finished 0 on 0',
      '20 finished 1 on 0',
      '40 arrival 2',
      '50 finished 2 on 0',
    ]);
    expect(end).toEqual({ events: 6, endMs: 50, unfinished: [] });
  });

  it('takes the time of its batch', async () => {
    const waiting = requestsAt(0, 0, 0);
    const policy = scripted((event, decide) => {
      if (event.type === 'arrival' && event.request.id === 2) decide.run(0, batchOf(...waiting));
    });
    const { seen } = await simulated({ policy, arrivals: waiting });
    expect(seen[0]).toBe('0-12 ran 0+1+2 on 0');
  });

  it('is held up by the message there, the message back and the answer to the client', async () => {
    const delays = { controlMs: 1, dataMsPerRequest: 0.5, responseMs: 3 };
    const { told, seen } = await simulated({ policy: sendAtOnce, arrivals: requestsAt(0, 4), delays });
    expect(seen).toEqual(
      ['1.5-11.5 ran 0 on 0', '14.5 answered 0', '11.5-21.5 ran 1 on 0', '24.5 answered 1'].sort(
        (one, other) =>
          Number.parseFloat(one.split('-').at(-1) ?? '') - Number.parseFloat(other.split('-').at(-1) ?? ''),
      ),
    );
    expect(told).toEqual(['0 arrival 0', '4 arrival 1', '12.5 finished 0 on 0', '22.5 finished 1 on 0']);
  });

  it('does not begin before the time that was said, and holds up what was sent later', async () => {
    const policy = scripted((event, decide) => {
      if (event.type === 'arrival') {
        decide.run(0, batchOf(event.request), event.request.id === 0 ? 30 : undefined);
      }
    });
    const { seen } = await simulated({ policy, arrivals: requestsAt(0, 1) });
    expect(seen).toEqual(['30-40 ran 0 on 0', '40 answered 0', '40-50 ran 1 on 0', '50 answered 1']);
  });

  it('leaves unfinished what nobody decided on', async () => {
    const [first, second] = requestsAt(0, 5);
    const policy = scripted((event, decide) => {
      if (event.type === 'arrival' && event.request.id === 1) decide.drop(event.request);
    });
    const { end, seen } = await simulated({ policy, arrivals: requestsAt(0, 5) });
    expect(seen).toEqual([`5 dropped ${second?.id}`]);
    expect(end.unfinished).toEqual([first]);
  });
});

describe('events at the same time', () => {
  it('come arrivals first, and then in the order in which they were scheduled', async () => {
    const policy = scripted((event, decide) => {
      if (event.type !== 'arrival') return;
      if (event.request.id === 0) {
        decide.wakeAt(7, 10);
        decide.run(0, batchOf(event.request));
        decide.wakeAt(8, 10);
      } else {
        decide.wakeAt(9, 10);
        decide.drop(event.request);
      }
    });
    const { told } = await simulated({ policy, arrivals: requestsAt(0, 10) });
    expect(told).toEqual(['0 arrival 0', '10 arrival 1', '10 timer 7', '10 finished 0 on 0']);
  });
});
