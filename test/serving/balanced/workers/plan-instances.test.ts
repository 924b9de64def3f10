import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { InstanceState } from '../../../../src/serving/balanced/workers/instance.js';
import { planInstances } from '../../../../src/serving/balanced/workers/plan-instances.js';

const STATES: readonly InstanceState[] = ['starting', 'standby', 'serving', 'draining', 'ended'];
const instances = fc.uniqueArray(
  fc.record({
    id: fc.nat(50),
    state: fc.constantFrom(...STATES),
    healthy: fc.boolean(),
    outstanding: fc.nat(9),
  }),
  { selector: ({ id }) => id, maxLength: 10 },
);

describe('the plan of instances', () => {
  it('brings about what is wanted, in one step, and then has nothing more to do', () => {
    fc.assert(
      fc.property(instances, fc.nat(5), fc.nat(3), (there, wanted, warm) => {
        const plan = planInstances(there, wanted, warm);
        const next = new Map(there.map((each) => [each.id, { ...each }]));
        const become = (ids: readonly { id: number }[], state: InstanceState) => {
          for (const { id } of ids) next.set(id, { ...(next.get(id) ?? expect.fail()), state });
        };
        become(plan.promote, 'serving');
        become(plan.demote, 'standby');
        become(plan.retire, 'draining');
        const after = [...next.values()];
        const count = (...states: InstanceState[]) =>
          after.filter(({ state }) => states.includes(state)).length;
        expect(count('serving')).toBeLessThanOrEqual(wanted);
        expect(count('starting', 'standby', 'serving') + plan.start).toBe(wanted + warm);
        expect(plan.start === 0 || plan.retire.length === 0).toBe(true);
        const again = planInstances(after, wanted, warm);
        expect([again.promote, again.demote, again.retire]).toEqual([[], [], []]);
      }),
    );
  });

  it('never touches one that drains or has ended', () => {
    fc.assert(
      fc.property(instances, fc.nat(5), fc.nat(3), (there, wanted, warm) => {
        const { promote, demote, retire } = planInstances(there, wanted, warm);
        for (const { state } of [...promote, ...demote, ...retire]) {
          expect(['starting', 'standby', 'serving']).toContain(state);
        }
      }),
    );
  });

  it('takes back the least busy, of equals the youngest', () => {
    const serving = (id: number, outstanding: number) => ({
      id,
      outstanding,
      healthy: true,
      state: 'serving' as const,
    });
    const plan = planInstances([serving(1, 2), serving(2, 1), serving(3, 1)], 2, 0);
    expect(plan.demote.map(({ id }) => id)).toEqual([3]);
    expect(plan.retire.map(({ id }) => id)).toEqual([3]);
  });
});
