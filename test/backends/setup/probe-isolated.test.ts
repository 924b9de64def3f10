import { describe, expect, it } from 'vitest';
import { probeBackends } from '../../../src/backends/setup/probe-isolated.js';

const child = new URL('./fixtures/probes.mjs', import.meta.url);

describe('engines probed in processes of their own', () => {
  it('are unavailable, each for its own reason, when native code crashes, fails or hangs', async () => {
    const [tfjs] = await probeBackends(['tfjs'], { child, timeoutMs: 1500 });
    const reasons = tfjs?.engines.map(({ probe }) =>
      probe.state === 'unavailable' ? probe.reason : probe.device,
    );
    expect(reasons).toEqual([
      'its probe was killed by SIGSEGV',
      'its probe exited with code 3: Error: libtensorflow.so.2 is broken',
      'its probe did not answer within 1.5 s',
      'a CPU',
    ]);
  });

  it('mark the one that the backend takes by itself as the default', async () => {
    const [tfjs] = await probeBackends(['tfjs'], { child, timeoutMs: 1500 });
    expect(tfjs?.engines.map(({ engine, isDefault }) => [engine, isDefault])).toEqual([
      ['cuda', false],
      ['node', false],
      ['wasm', false],
      ['cpu', true],
    ]);
  });

  it('are those of the backends asked for, in their order', async () => {
    const probed = await probeBackends(['null', 'tfjs']);
    expect(probed.map(({ backend, role }) => [backend, role])).toEqual([
      ['null', 'null'],
      ['tfjs', 'contender'],
    ]);
    expect(probed[1]?.engines.find(({ engine }) => engine === 'wasm')?.probe.state).toBe('available');
  });

  it('say that a probe cannot be started', async () => {
    const missing = new URL('./fixtures/missing.mjs', import.meta.url);
    const [only] = await probeBackends(['null'], { child: missing });
    expect(only?.engines[0]?.probe).toMatchObject({
      state: 'unavailable',
      reason: expect.stringContaining('exited with code 1'),
    });
  });
});
