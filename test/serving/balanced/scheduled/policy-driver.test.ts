import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Decisions, Request, SchedulerEvent } from '../../../../src/scheduling/policy.js';
import { FakeClock } from '../../batching/fake-clock.js';
import { greedy, scripted } from './policies-of-tests.js';
import { drivenBy, type Sent } from './scripted-workers.js';

/** A clock whose timers are late. */
class LateClock extends FakeClock {
  constructor(private readonly lateMs: number) {
    super();
  }
  override after(ms: number, action: () => void): () => void {
    return super.after(ms + this.lateMs, action);
  }
}

describe('a policy driven in real time', () => {
  it('hears of arrivals with their deadlines, and what it runs is sent as it is', async () => {
    const events: SchedulerEvent[] = [];
    const { driver, clock, sent, arrive } = drivenBy(greedy({ onEvent: (event) => events.push(event) }));
    await clock.pass(10);
    arrive(250);
    await clock.pass(0);
    expect(sent).toMatchObject([{ gpu: 0, ids: [0], atMs: 10 }]);
    for (let i = 0; i < 3; i++) arrive();
    await clock.pass(7);
    expect(driver.waiting).toBe(3);
    const [first] = sent;
    if (first !== undefined) driver.finished(0, first.work);
    await clock.pass(0);
    expect(sent[1]).toMatchObject({ gpu: 0, ids: [1, 2, 3], atMs: 17 });
    expect(driver.waiting).toBe(0);
    expect(events[0]).toEqual({
      type: 'arrival',
      nowMs: 10,
      request: { id: 0, model: 0, arrivalMs: 10, deadlineMs: 260 },
    });
    expect(events.map(({ type, nowMs }) => `${type} ${nowMs}`)).toEqual([
      'arrival 10',
      'arrival 10',
      'arrival 10',
      'arrival 10',
      'finished 17',
    ]);
  });

  it('tells times since the driver was made, whatever the clock shows', async () => {
    const { clock, arrive } = drivenBy(greedy());
    await clock.pass(1_000_000);
    const later = drivenBy(greedy(), { clock });
    expect(arrive().arrivalMs).toBe(1_000_000);
    expect(later.arrive().arrivalMs).toBe(0);
  });

  it('is woken at the time it named, and not before', async () => {
    const woken: number[] = [];
    const { clock, sent, arrive } = drivenBy(
      scripted((event, decide) => {
        if (event.type === 'arrival') decide.wakeAt(7, event.request.deadlineMs - 100);
        if (event.type === 'timer') {
          woken.push(event.nowMs);
          decide.run(0, { model: 0, requests: [first] });
        }
      }),
    );
    const first = arrive(350);
    await clock.pass(249.9);
    expect(woken).toEqual([]);
    await clock.pass(1);
    expect(woken).toEqual([250]);
    expect(sent).toHaveLength(1);
  });

  it('is told the time it named by a timer that is hardly late, and before what came in between', async () => {
    const told: string[] = [];
    const policy = scripted((event, decide) => {
      told.push(`${event.type} ${event.nowMs}`);
      if (event.type !== 'arrival' || event.request.id > 0) return;
      decide.wakeAt(0, 20);
      decide.wakeAt(1, 25);
    });
    const { clock, arrive } = drivenBy(policy, { timerMs: 3, clock: new LateClock(5) });
    arrive();
    await clock.pass(22);
    arrive();
    // The timer of 25 fires at 30: later than the delays make up for.
    await clock.pass(20);
    expect(told).toEqual(['arrival 0', 'timer 20', 'arrival 22', 'timer 27']);
  });

  it('is not told a time that it replaced on another that came as late', async () => {
    const told: string[] = [];
    const policy = scripted((event, decide) => {
      told.push(`${event.type} ${event.type === 'timer' ? event.key : ''}`.trim());
      if (event.type === 'timer' && event.key === 0) decide.wakeAt(1, 500);
      if (event.type !== 'arrival' || event.request.id > 0) return;
      decide.wakeAt(0, 20);
      decide.wakeAt(1, 21);
    });
    const { clock, arrive } = drivenBy(policy, { clock: new LateClock(5) });
    arrive();
    await clock.pass(22);
    arrive();
    await clock.pass(100);
    expect(told).toEqual(['arrival', 'timer 0', 'arrival']);
  });

  it('keeps work that is not to begin before a time, so that it is there then, and what was sent after it too', async () => {
    const { clock, sent, arrive } = drivenBy(
      scripted((event, decide) => {
        if (event.type !== 'arrival') return;
        const { request } = event;
        decide.run(0, { model: 0, requests: [request] }, request.id === 0 ? 100 : undefined);
      }),
      { leadMs: 3 },
    );
    arrive();
    arrive();
    await clock.pass(96);
    expect(sent).toEqual([]);
    await clock.pass(10);
    expect(sent.map(({ ids, atMs }) => [ids, atMs])).toEqual([
      [[0], 97],
      [[1], 97],
    ]);
  });

  it('does not lose what a worker lost: it waits for a decision again', async () => {
    const events: string[] = [];
    const policy = greedy({ onEvent: ({ type }) => events.push(type) });
    const { driver, clock, sent, arrive } = drivenBy(policy, { gpus: 2 });
    arrive();
    await clock.pass(0);
    const [first] = sent;
    driver.down(0);
    if (first !== undefined) driver.lost(0, first.work);
    await clock.pass(0);
    expect(events).toEqual(['arrival', 'down', 'lost']);
    expect(sent.map(({ gpu, ids }) => [gpu, ids])).toEqual([
      [0, [0]],
      [1, [0]],
    ]);
  });

  it('gives back what it kept for a worker that is down', async () => {
    const lost: number[] = [];
    const { driver, clock, sent, arrive } = drivenBy(
      scripted((event, decide) => {
        if (event.type === 'arrival') decide.run(0, { model: 0, requests: [event.request] }, 500);
        if (event.type === 'lost') lost.push(...event.work.requests.map(({ id }) => id));
      }),
    );
    arrive();
    arrive();
    driver.down(0);
    expect(lost).toEqual([0, 1]);
    expect(driver.waiting).toBe(2);
    await clock.pass(1000);
    expect(sent).toEqual([]);
  });

  it('hears of a client that leaves while its request waits, and of one whose request runs only if that is lost', async () => {
    const left: number[] = [];
    const policy = greedy({ onEvent: (event) => event.type === 'left' && left.push(event.request.id) });
    const { driver, clock, sent, arrive } = drivenBy(policy);
    const running = arrive();
    const waiting = arrive();
    await clock.pass(0);
    driver.leave(waiting);
    driver.leave(running);
    expect(left).toEqual([1]);
    expect(driver.waiting).toBe(0);
    const [first] = sent;
    if (first !== undefined) driver.lost(0, first.work);
    await clock.pass(0);
    // The policy had run it again before it heard that nobody waits; it was not sent again.
    expect(sent).toHaveLength(1);
    expect(driver.waiting).toBe(0);
  });

  it('sends a batch without those whose clients left, and none where all did', async () => {
    const finished: number[] = [];
    const { driver, clock, sent, arrive } = drivenBy(
      scripted((event, decide) => {
        if (event.type === 'arrival' && event.request.id % 2 === 1) {
          const requests = waiting.splice(0).concat(event.request);
          decide.run(0, { model: 0, requests }, 50);
        } else if (event.type === 'arrival') waiting.push(event.request);
        if (event.type === 'finished') finished.push(event.work.requests.length);
      }),
    );
    const waiting: Request[] = [];
    const [one, , three, four] = [arrive(), arrive(), arrive(), arrive()];
    for (const request of [one, three, four]) driver.leave(request);
    await clock.pass(100);
    expect(sent.map(({ ids, work }) => [ids, work.requests.length])).toEqual([[[1], 2]]);
    expect(finished).toEqual([2]);
  });

  it('refuses what it drops', () => {
    const { dropped, arrive, driver } = drivenBy(
      scripted((event, decide) => event.type === 'arrival' && decide.drop(event.request)),
    );
    arrive();
    expect(dropped).toEqual([0]);
    expect(driver.waiting).toBe(0);
  });
});

describe('a policy that decides what cannot be done', () => {
  const at = (decision: (request: Request, decide: Decisions) => void) =>
    scripted(
      (event, decide) =>
        event.type === 'arrival' && event.request.id === 1 && decision(event.request, decide),
    );
  const batch = (...requests: Request[]) => ({ model: 0, requests });

  it.each([
    ['runs a request twice', at((one, decide) => decide.run(0, batch(one, one))), /twice in one batch/],
    [
      'runs a request that runs',
      at((one, decide) => {
        decide.run(0, batch(one));
        decide.run(0, batch(one));
      }),
      /ran request 1/,
    ],
    [
      'drops a request that runs',
      at((one, decide) => {
        decide.run(0, batch(one));
        decide.drop(one);
      }),
      /dropped request 1/,
    ],
    [
      'runs more than fit',
      at((one, decide) => decide.run(0, batch(one, one, one))),
      /batch of 3, where 1 to 2/,
    ],
    ['runs nothing', at((_, decide) => decide.run(0, batch())), /batch of 0/],
    ['runs on a worker that is not there', at((one, decide) => decide.run(1, batch(one))), /GPU 1/],
    ['runs another model', at((one, decide) => decide.run(0, { model: 1, requests: [one] })), /model 1/],
    ['preempts', at((_, decide) => decide.preempt(0)), /stopped a worker/],
    ['loads', at((_, decide) => decide.load(0, 0, [])), /loaded weights/],
    [
      'fails by itself',
      at(() => {
        throw new Error('no such queue');
      }),
      /no such queue/,
    ],
  ])('%s: that is told once, all that waits is given up, and it decides no more', async (_, policy, message) => {
    const { clock, faults, abandoned, arrive, driver } = drivenBy(policy, { maxBatch: 2 });
    arrive();
    arrive();
    await clock.pass(0);
    expect(faults).toEqual([expect.stringMatching(message)]);
    expect(faults[0]).toContain('policy scripted');
    expect(abandoned).toEqual([0, 1]);
    expect(driver.fault).toBeDefined();
    arrive();
    await clock.pass(10);
    expect(faults).toHaveLength(1);
    expect(abandoned).toEqual([0, 1, 2]);
    expect(driver.waiting).toBe(0);
  });

  it('loses nothing of what runs: what is finished is answered, what is lost or was kept is given up', async () => {
    const { clock, sent, faults, abandoned, arrive, driver } = drivenBy(
      scripted((event, decide) => {
        if (event.type !== 'arrival') return;
        const { request } = event;
        if (request.id === 3) decide.preempt(0);
        decide.run(0, batch(request), request.id === 2 ? 1000 : 0);
      }),
    );
    for (let i = 0; i < 3; i++) arrive();
    await clock.pass(1);
    expect(sent.map(({ ids }) => ids)).toEqual([[0], [1]]);
    arrive();
    expect(faults).toHaveLength(1);
    expect([...abandoned].sort()).toEqual([2, 3]);
    const [first, second] = sent;
    if (first !== undefined) driver.finished(0, first.work);
    if (second !== undefined) driver.lost(0, second.work);
    expect(abandoned.slice(2)).toEqual([1]);
    expect(driver.waiting).toBe(0);
  });
});

describe('a driver with workers that come and go, under any load', () => {
  const happening = fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({ type: fc.constant('arrive' as const), sloMs: fc.integer({ min: 1, max: 40 }) }),
    },
    { weight: 4, arbitrary: fc.record({ type: fc.constant('finish' as const), pick: fc.nat() }) },
    { weight: 2, arbitrary: fc.record({ type: fc.constant('leave' as const), pick: fc.nat() }) },
    { weight: 1, arbitrary: fc.record({ type: fc.constant('down' as const), gpu: fc.nat({ max: 2 }) }) },
    { weight: 2, arbitrary: fc.record({ type: fc.constant('up' as const), gpu: fc.nat({ max: 2 }) }) },
    {
      weight: 3,
      arbitrary: fc.record({ type: fc.constant('pass' as const), ms: fc.integer({ min: 1, max: 20 }) }),
    },
  );

  it('ends every request once: answered, dropped or left', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { maxLength: 60 }), fc.boolean(), async (happenings, drops) => {
        const gpus = 3;
        const { driver, clock, sent, dropped, faults, arrive } = drivenBy(greedy({ drops }), { gpus });
        const up = [true, true, true];
        const open = new Map<number, Request>();
        const ends: number[] = [];
        const underWay = new Set<Sent>();
        let seen = 0;
        const look = () => {
          for (; seen < sent.length; seen++) {
            const one = sent[seen];
            if (one !== undefined) underWay.add(one);
          }
          for (const id of dropped.splice(0)) {
            ends.push(id);
            open.delete(id);
          }
        };
        const finish = (one: Sent) => {
          underWay.delete(one);
          driver.finished(one.gpu, one.work);
          for (const id of one.ids) if (open.delete(id)) ends.push(id);
        };
        for (const one of happenings) {
          await clock.pass(0);
          look();
          switch (one.type) {
            case 'arrive': {
              const request = arrive(one.sloMs);
              open.set(request.id, request);
              break;
            }
            case 'finish': {
              const picked = [...underWay][one.pick % Math.max(1, underWay.size)];
              if (picked !== undefined) finish(picked);
              break;
            }
            case 'leave': {
              const picked = [...open.values()][one.pick % Math.max(1, open.size)];
              if (picked === undefined) break;
              open.delete(picked.id);
              ends.push(picked.id);
              driver.leave(picked);
              break;
            }
            case 'down':
              if (!up[one.gpu]) break;
              up[one.gpu] = false;
              driver.down(one.gpu);
              for (const lost of [...underWay].filter(({ gpu }) => gpu === one.gpu)) {
                underWay.delete(lost);
                driver.lost(lost.gpu, lost.work);
              }
              break;
            case 'up':
              if (up[one.gpu]) break;
              up[one.gpu] = true;
              driver.up(one.gpu);
              break;
            case 'pass':
              await clock.pass(one.ms);
              break;
          }
        }
        for (const gpu of [0, 1, 2]) {
          if (!up[gpu]) driver.up(gpu);
        }
        for (let turn = 0; turn < 100 && open.size > 0; turn++) {
          await clock.pass(0);
          look();
          for (const one of [...underWay]) finish(one);
        }
        look();
        expect(faults).toEqual([]);
        expect(open.size).toBe(0);
        expect(new Set(ends).size).toBe(ends.length);
        expect(driver.waiting).toBe(0);
      }),
      { numRuns: 100 },
    );
  });
});
