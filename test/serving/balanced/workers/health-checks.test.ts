import { describe, expect, it, vi } from 'vitest';
import type { BalancedEvent } from '../../../../src/serving/balanced/events.js';
import { HealthChecks } from '../../../../src/serving/balanced/workers/health-checks.js';
import type { Instance } from '../../../../src/serving/balanced/workers/instance.js';
import type { Probe } from '../../../../src/serving/balanced/workers/probe-ready.js';

/** Checks of one instance that answer these probes one after another; what was told after each, and the kills. */
async function check(probes: readonly Probe[], state: Instance['state'] = 'serving') {
  const kill = vi.fn();
  const instance = { id: 1, state, healthy: true, process: { kill } } as unknown as Instance;
  const events: BalancedEvent[] = [];
  const left = [...probes];
  const checks = new HealthChecks(
    { everyMs: 1_000_000, unreadyAfter: 2, killAfter: 4 },
    () => [instance],
    (event) => events.push(event),
    async () => left.shift() ?? 'ready',
  );
  const healthy: boolean[] = [];
  for (let i = 0; i < probes.length; i++) {
    await checks.checkAll();
    healthy.push(instance.healthy);
  }
  checks.stop();
  return { healthy, events: events.map(({ type }) => type), kills: kill.mock.calls.length, left };
}

describe('health checks', () => {
  it('leave an instance out after failures in a row, and take it back at the first success', async () => {
    const { healthy, events } = await check(['unready', 'ready', 'silent', 'unready', 'unready', 'ready']);
    expect(healthy).toEqual([true, true, true, false, false, true]);
    expect(events).toEqual(['unready', 'ready']);
  });

  it('end an instance that is silent for long, not one that says that it is not ready', async () => {
    expect((await check(['silent', 'silent', 'silent', 'silent'])).kills).toBe(1);
    expect((await check(['silent', 'silent', 'silent', 'unready', 'silent'])).kills).toBe(0);
    expect((await check(['unready', 'unready', 'unready', 'unready', 'unready'])).kills).toBe(0);
  });

  it.each(['starting', 'draining', 'ended'] as const)('do not ask one that is %s', async (state) => {
    expect((await check(['silent'], state)).left).toEqual(['silent']);
  });
});
