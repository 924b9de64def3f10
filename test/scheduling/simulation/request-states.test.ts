import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OVER, RequestStates, RUNNING, WAITING } from '../../../src/scheduling/simulation/request-states.js';

const request = (id: number) => ({ id, model: 0, arrivalMs: 0, deadlineMs: 0 });

describe('the states of requests', () => {
  it('are those that were set last, however many came and whichever are over', () => {
    const ids = fc.array(fc.integer({ min: 1, max: 900 }), { maxLength: 60 });
    fc.assert(
      fc.property(ids, fc.infiniteStream(fc.nat()), (leaps, choices) => {
        const states = new RequestStates();
        const live = new Map<number, typeof WAITING | typeof RUNNING>();
        let id = 0;
        for (const leap of leaps) {
          id += leap;
          states.arrive(request(id));
          live.set(id, WAITING);
          const choice = choices.next().value;
          const chosen = [...live.keys()][choice % live.size] ?? id;
          const state = [OVER, OVER, WAITING, RUNNING][choice % 4] ?? OVER;
          states.set(chosen, state as typeof OVER);
          if (state === OVER) live.delete(chosen);
          else live.set(chosen, state as typeof RUNNING);
          expect(states.live).toBe(live.size);
          expect(states.of(chosen)).toBe(state);
        }
        for (const [one, state] of live) expect(states.of(one)).toBe(state);
        expect(states.unfinished().map((one) => one.id)).toEqual([...live.keys()]);
        expect(states.of(id + 1)).toBe(OVER);
        expect(states.of(-1)).toBe(OVER);
      }),
    );
  });

  it('take no more room than those that wait', () => {
    const states = new RequestStates();
    for (let id = 2 ** 40; id < 2 ** 40 + 10_000; id++) {
      states.arrive(request(id));
      states.set(id, OVER);
    }
    states.arrive(request(2 ** 50));
    expect(states.unfinished()).toEqual([request(2 ** 50)]);
    expect(() => states.arrive(request(2 ** 51))).toThrow(/between the oldest that waits and the newest/);
  });

  it.each([3, 2, 3.5, Number.NaN])('are of requests in ascending order: %d after 3 is refused', (id) => {
    const states = new RequestStates();
    states.arrive(request(3));
    expect(() => states.arrive(request(id))).toThrow('expected requests numbered in ascending order');
  });
});
