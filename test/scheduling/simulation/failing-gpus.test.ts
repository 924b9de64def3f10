import { describe, expect, it } from 'vitest';
import { batchOf, requestsAt, scripted } from './scripted-policy.js';
import { simulated } from './simulated.js';

/** To GPU 0 while it is up, and again what was lost once it is. */
const again = () => {
  let isUp = true;
  const waiting: ReturnType<typeof requestsAt> = [];
  return scripted((event, decide) => {
    if (event.type === 'arrival') waiting.push(event.request);
    if (event.type === 'lost') waiting.push(...event.work.requests);
    if (event.type === 'down' || event.type === 'up') isUp = event.type === 'up';
    while (isUp && waiting.length > 0) decide.run(0, batchOf(...waiting.splice(0, 1)));
  });
};

describe('a GPU that fails', () => {
  it('loses what it runs and what it was sent, and takes work when it is up', async () => {
    const faults = [{ gpu: 0, downMs: 15, upMs: 30 }];
    const { told, seen, end } = await simulated({ policy: again(), arrivals: requestsAt(0, 1, 2), faults });
    expect(told).toEqual([
      '0 arrival 0',
      '1 arrival 1',
      '2 arrival 2',
      '10 finished 0 on 0',
      '15 down 0',
      '15 lost 1 on 0',
      '15 lost 2 on 0',
      '30 up 0',
      '40 finished 1 on 0',
      '50 finished 2 on 0',
    ]);
    expect(seen).toEqual([
      '0-10 ran 0 on 0',
      '10 answered 0',
      '10-15 lost 1 on 0',
      '30-40 ran 1 on 0',
      '40 answered 1',
      '40-50 ran 2 on 0',
      '50 answered 2',
    ]);
    expect(end.unfinished).toEqual([]);
  });

  it('still has an answer delivered that was on its way', async () => {
    const faults = [{ gpu: 0, downMs: 11, upMs: 99 }];
    const delays = { controlMs: 2, dataMsPerRequest: 0, responseMs: 5 };
    const { told, seen } = await simulated({ policy: again(), arrivals: requestsAt(0), faults, delays });
    expect(seen).toEqual(['2-11 lost 0 on 0', '101-111 ran 0 on 0', '116 answered 0']);
    expect(told.slice(0, 3)).toEqual(['0 arrival 0', '11 down 0', '11 lost 0 on 0']);
    const later = await simulated({
      policy: again(),
      arrivals: requestsAt(0),
      faults: [{ gpu: 0, downMs: 13, upMs: 99 }],
      delays,
    });
    expect(later.seen).toEqual(['2-12 ran 0 on 0', '17 answered 0']);
    expect(later.told).toEqual(['0 arrival 0', '13 finished 0 on 0', '13 down 0']);
  });

  it('that never comes back leaves its requests unfinished', async () => {
    const faults = [{ gpu: 0, downMs: 5, upMs: Number.POSITIVE_INFINITY }];
    const { end } = await simulated({ policy: again(), arrivals: requestsAt(0, 9), faults });
    expect(end.unfinished.map(({ id }) => id)).toEqual([0, 1]);
  });

  it.each([
    [{ gpu: 1, downMs: 0, upMs: 1 }],
    [{ gpu: 0, downMs: 5, upMs: 5 }],
    [{ gpu: 0, downMs: Number.NaN, upMs: 5 }],
    [
      { gpu: 0, downMs: 0, upMs: 5 },
      { gpu: 0, downMs: 4, upMs: 8 },
    ],
  ])('must be there and be whole between two faults', async (...faults) => {
    await expect(simulated({ policy: again(), arrivals: requestsAt(0), faults })).rejects.toThrow(
      /expected faults of/,
    );
  });
});
