import { describe, expect, it } from 'vitest';
import { backend } from '../../../src/backends/gpujs/index.js';
import { realRows, sourceOf } from '../../conformance/vectors.js';
import { open } from './opened.js';

const MIB = 2 ** 20;

/** Runs `cycle` until memory has settled, then 60 times more; gives how much the process grew by that. */
async function growth(cycle: (i: number) => Promise<void>): Promise<number> {
  for (let i = 0; i < 15; i++) await cycle(i);
  const settled = process.memoryUsage().rss;
  for (let i = 0; i < 60; i++) await cycle(i);
  return process.memoryUsage().rss - settled;
}

describe.each(backend.engines)('on %s', async (name) => {
  const probe = await backend.probe(name);
  const here = probe.state === 'available';
  const unless = here ? '' : ` (skipped: ${probe.reason})`;
  // 4 MiB of vectors: sixty cycles that each kept one copy would grow by 240 MiB.
  const rows = realRows(8192, 128, 1);

  it.runIf(here)(`searches of ever other shapes do not grow the process without bound${unless}`, async () => {
    const engine = await open(name);
    const set = await engine.load(sourceOf(rows), 'l2');
    const grown = await growth(async (i) => {
      await set.knn(realRows(1 + (i % 12), 128, i), 5);
    });
    await engine.close();
    expect(grown).toBeLessThan(120 * MIB);
  });

  it.runIf(here)(`sets loaded and freed do not grow the process without bound${unless}`, async () => {
    const engine = await open(name);
    const grown = await growth(async (i) => {
      const part = { ...rows, n: rows.n - (i % 5) };
      const set = await engine.load(sourceOf(part), i % 2 === 0 ? 'l2' : 'dot');
      await set.knn(realRows(2, 128, i), 5);
      await set.free();
    });
    await engine.close();
    expect(grown).toBeLessThan(120 * MIB);
  });
});
