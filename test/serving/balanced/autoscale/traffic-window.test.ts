import { describe, expect, it } from 'vitest';
import { TrafficWindow } from '../../../../src/serving/balanced/autoscale/traffic-window.js';

const instance = (id: number, assigned: number, answered: number, ready = true) => ({
  id,
  ready,
  assigned,
  answered,
  outstanding: assigned - answered,
});

describe('the traffic between two looks', () => {
  it('is the difference over the time', () => {
    const window = new TrafficWindow(0);
    expect(window.look([instance(1, 10, 5)], 5000)).toEqual([
      { id: 1, assignedRps: 2, answeredRps: 1, outstanding: 5 },
    ]);
    expect(window.look([instance(1, 40, 30)], 10_000)).toEqual([
      { id: 1, assignedRps: 6, answeredRps: 5, outstanding: 10 },
    ]);
  });

  it('forgets an instance that was removed: its last rate counts no more', () => {
    const window = new TrafficWindow(0);
    window.look([instance(1, 100, 100), instance(2, 100, 100)], 5000);
    const after = window.look([instance(1, 110, 110)], 10_000);
    expect(after.reduce((sum, { assignedRps }) => sum + assignedRps, 0)).toBe(2);
  });

  it('does not count one that is not ready, nor at its return what it did before', () => {
    const window = new TrafficWindow(0);
    window.look([instance(1, 100, 100)], 5000);
    expect(window.look([instance(1, 150, 150, false)], 10_000)).toEqual([]);
    expect(window.look([instance(1, 155, 155)], 15_000)).toMatchObject([{ assignedRps: 1, answeredRps: 1 }]);
  });

  it('is not confused by counts that go on after a look', () => {
    const window = new TrafficWindow(0);
    const living = { ...instance(1, 10, 10) };
    window.look([living], 1000);
    living.assigned = 30;
    expect(window.look([living], 2000)).toMatchObject([{ assignedRps: 20 }]);
  });
});
