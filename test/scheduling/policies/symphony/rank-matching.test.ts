import { describe, expect, it } from 'vitest';
import { symphony } from '../../../../src/scheduling/policies/symphony/index.js';
import { type Decisions, NO_DELAYS, type Request } from '../../../../src/scheduling/policy.js';
import { arrivals, FIVE_MS, played } from '../scene.js';

const TWO_MODELS = { models: [FIVE_MS, { ...FIVE_MS, name: 'other' }] };

describe('Symphony', () => {
  it('lets a batch wait while one more could join it', async () => {
    expect(await played(symphony(), arrivals({ at: 0 }))).toEqual(['19-24 ran 0 on 0', '24 answered 0']);
    expect(await played(symphony(), arrivals({ at: 0 }, { at: 3 }, { at: 16 }))).toEqual([
      '17-24 ran 0+1+2 on 0',
      '24 answered 0',
      '24 answered 1',
      '24 answered 2',
    ]);
  });

  it('gives the lowest GPU that is free', async () => {
    const requests = arrivals({ at: 0, model: 0 }, { at: 1, model: 1 }, { at: 30, model: 0 });
    const ran = await played(symphony(), requests, { ...TWO_MODELS, gpus: 3 });
    expect(ran.filter((line) => line.includes('ran'))).toEqual([
      '19-24 ran 0 on 0',
      '20-25 ran 1 on 1',
      '49-54 ran 2 on 0',
    ]);
  });

  it('has a GPU that comes free find the batch that waits, while it is good', async () => {
    const inTime = arrivals({ at: 0 }, { at: 20, slo: 10, model: 1 });
    expect(await played(symphony(), inTime, TWO_MODELS)).toContain('24-29 ran 1 on 0');
    const tooLate = arrivals({ at: 0 }, { at: 20, slo: 6, model: 1 });
    expect(await played(symphony(), tooLate, TWO_MODELS)).toContain('21 dropped 1');
  });

  it('has it find the one that is good for the shortest', async () => {
    const three = { models: [...TWO_MODELS.models, { ...FIVE_MS, name: 'third' }] };
    const requests = arrivals({ at: 0 }, { at: 1, slo: 14.5, model: 1 }, { at: 2, slo: 12.5, model: 2 });
    const ran = await played(symphony({ condition: { type: 'immediately' } }), requests, three);
    expect(ran.filter((line) => line.includes('ran'))).toEqual([
      '0-5 ran 0 on 0',
      '5-10 ran 2 on 0',
      '10-15 ran 1 on 0',
    ]);
  });

  it('counts the way to a GPU and to the client', async () => {
    const delays = { controlMs: 1, dataMsPerRequest: 0.5, responseMs: 2 };
    expect(await played(symphony(), arrivals({ at: 0 }), { delays })).toEqual([
      '16.5-21.5 ran 0 on 0',
      '23.5 answered 0',
    ]);
  });

  it('sends a batch ahead, so that it is there when its GPU is free', async () => {
    const delays = { ...NO_DELAYS, controlMs: 1 };
    const many = arrivals(...Array.from({ length: 15 }, () => ({ at: 0 })));
    const ran = (await played(symphony(), many, { delays })).filter((line) => line.includes('ran'));
    expect(ran).toEqual(['1-13 ran 0+1+2+3+4+5+6+7 on 0', '13-24 ran 8+9+10+11+12+13+14 on 0']);
  });

  it('runs again what was lost, on another GPU', async () => {
    const faults = [{ gpu: 0, downMs: 34.5, upMs: 50 }];
    expect(await played(symphony(), arrivals({ at: 0, slo: 40 }), { gpus: 2, faults })).toEqual([
      '34-34.5 lost 0 on 0',
      '34.5-39.5 ran 0 on 1',
      '39.5 answered 0',
    ]);
  });

  it('forgets who has left', () => {
    const [first, second] = arrivals({ at: 0 }, { at: 1 });
    const run: (readonly Request[])[] = [];
    const decide: Decisions = {
      run: (_, { requests }) => run.push(requests),
      drop() {},
      wakeAt() {},
      preempt() {},
      load() {},
    };
    const scheduler = symphony().start({ models: [FIVE_MS], gpus: 1, delays: NO_DELAYS });
    if (first === undefined || second === undefined) throw new Error('expected two requests');
    scheduler.on({ type: 'arrival', nowMs: 0, request: first }, decide);
    scheduler.on({ type: 'arrival', nowMs: 1, request: second }, decide);
    scheduler.on({ type: 'left', nowMs: 2, request: first }, decide);
    scheduler.on({ type: 'timer', nowMs: 18.5, key: 0 }, decide);
    expect(run).toEqual([]);
    scheduler.on({ type: 'timer', nowMs: 20, key: 0 }, decide);
    expect(run).toEqual([[second]]);
  });
});
