import { expect, it } from 'vitest';
import type { Timeline } from '../../../src/backends/backend.js';
import { loadBackend } from '../../../src/backends/registry.js';

it.each([
  ['ts', ['load', 'compute']],
  ['tfjs', ['load', 'compute', 'readback']],
] as const)('%s tells the transfer of row pairs from their distances', async (name, expected) => {
  const parts: string[] = [];
  const timeline: Timeline = {
    time(part, work) {
      parts.push(part);
      return work();
    },
    add: () => {},
    reading: (work) => work(),
  };
  const engine = await (await loadBackend(name)).open({ threads: 1, timeline });
  try {
    parts.length = 0;
    const rows = (...values: number[]) => ({ n: 2, d: 2, data: Float32Array.from(values) });
    const distances = await engine.rowDistances(rows(0, 0, 1, 1), rows(3, 4, 1, 1), 'l2');
    expect([...distances]).toEqual([5, 0]);
    expect(parts).toEqual(expected);
  } finally {
    await engine.close();
  }
});
