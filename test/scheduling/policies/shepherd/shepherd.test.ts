import { describe, expect, it } from 'vitest';
import { shepherd } from '../../../../src/scheduling/policies/shepherd/index.js';
import { linearProfile } from '../../../../src/scheduling/profiles/linear-profile.js';
import { arrivals, FIVE_MS, played } from '../scene.js';

const OTHER = { ...FIVE_MS, name: 'other' };

describe("Shepherd's Flex", () => {
  it('stops a batch for one that is 3.03 times as large, and runs what it lost later', async () => {
    const four = [1, 1, 1, 1].map((at) => ({ at, model: 1 }));
    const requests = arrivals({ at: 0 }, ...four);
    expect(await played(shepherd, requests, { models: [FIVE_MS, OTHER] })).toEqual([
      '0-1 lost 0 on 0',
      '1-9 ran 1+2+3+4 on 0',
      ...[1, 2, 3, 4].map((id) => `9 answered ${id}`),
      '9-14 ran 0 on 0',
      '14 answered 0',
    ]);
  });

  it('stops none for one that is only three times as large', async () => {
    const requests = arrivals({ at: 0 }, ...[1, 1, 1].map((at) => ({ at, model: 1 })));
    const ran = await played(shepherd, requests, { models: [FIVE_MS, OTHER] });
    expect(ran.filter((line) => / (ran|lost) /.test(line))).toEqual([
      '0-5 ran 0 on 0',
      '5-12 ran 1+2+3 on 0',
    ]);
  });

  it('runs the largest batch that is in time, of whichever model', async () => {
    const tight = { name: 'tight', sloMs: 10, latency: linearProfile(2, 2, 8) };
    const requests = arrivals(
      { at: 0, model: 1 },
      ...[1, 1, 1].map((at) => ({ at, slo: 12.5, model: 0 })),
      ...[2, 2].map((at) => ({ at, slo: 30, model: 1 })),
    );
    // At 5 ms three of the first model end at 13 ms, just in time, and two of the other at 11 ms.
    const ran = await played(shepherd, requests, { models: [tight, FIVE_MS] });
    expect(ran.filter((line) => / (ran|lost) /.test(line))).toEqual([
      '0-5 ran 0 on 0',
      '5-13 ran 1+2+3 on 0',
      '13-19 ran 4+5 on 0',
    ]);
  });

  it('prefers a GPU that is free to stopping another', async () => {
    const requests = arrivals({ at: 0 }, ...[1, 1, 1, 1].map((at) => ({ at, model: 1 })));
    const ran = await played(shepherd, requests, { models: [FIVE_MS, OTHER], gpus: 2 });
    expect(ran.filter((line) => / (ran|lost) /.test(line))).toEqual([
      '0-5 ran 0 on 0',
      '1-6 ran 1 on 1',
      '5-12 ran 2+3+4 on 0',
    ]);
  });

  it('drops what can no longer be in time, even with no GPU to ask', async () => {
    const faults = [{ gpu: 0, downMs: 0, upMs: 100 }];
    expect(await played(shepherd, arrivals({ at: 1 }), { faults })).toEqual(['21 dropped 0']);
  });
});
