import { describe, expect, it } from 'vitest';
import type { EngineTraits } from '../../../src/backends/tfjs/runtime.js';
import { randomRows } from '../../conformance/vectors.js';
import { EVERY_ENGINE_AND_METRIC, kernelsOf } from './opened.js';

const ROWS = randomRows(533, 37, 3);
const QUERIES = randomRows(11, 37, 4);

const CUTS: Record<string, Partial<EngineTraits>> = {
  'many panels': { panelBytes: 37 * 4 * 20 },
  'few queries at once': { scoreBytes: 533 * 4 * 2 },
  'one query at once': { scoreBytes: 1 },
  'small intermediates': { intermediateBytes: 37 * 4 * 16 },
  'intermediates of several queries': { intermediateBytes: 37 * 4 * 1600, panelBytes: 37 * 4 * 100 },
};

describe.each(EVERY_ENGINE_AND_METRIC)('on %s, by %s', (engine, metric) => {
  it.each(Object.keys(CUTS))('%s answer what one piece answers', async (name) => {
    const whole = await kernelsOf(engine);
    const cut = await kernelsOf(engine, CUTS[name]);
    const [one, many] = [await whole.kernels.upload(ROWS, metric), await cut.kernels.upload(ROWS, metric)];
    expect(await cut.kernels.topK(many, QUERIES, 26)).toEqual(await whole.kernels.topK(one, QUERIES, 26));
    const expected = await whole.kernels.distances(one, QUERIES);
    const got = await cut.kernels.distances(many, QUERIES);
    expect(got.length).toBe(11 * 533);
    got.forEach((distance, i) => {
      expect(distance).toBeCloseTo(expected[i] ?? Number.NaN, 4);
    });
    expect(await cut.kernels.rowDistances(QUERIES, QUERIES, metric)).toHaveLength(11);
    await whole.kernels.close();
    await cut.kernels.close();
  });
});

describe('a block that the engine cannot hold', () => {
  it('is refused before anything is written over', async () => {
    const { kernels } = await kernelsOf('wasm', { residentBytes: 2 * 533 * 38 * 4 });
    const held = await kernels.upload(ROWS, 'l2');
    await expect(kernels.upload(ROWS, 'l2')).rejects.toThrow(/out of memory.*--memory/);
    await kernels.free(held);
    await kernels.free(await kernels.upload(ROWS, 'l2'));
  });

  it('is no block the streaming engine would ask for', async () => {
    const { kernels } = await kernelsOf('wasm');
    const rows = kernels.maxBlockRows(784);
    expect(rows * 785 * 4 * 2).toBeLessThanOrEqual(3 * 2 ** 30);
    expect(rows).toBeGreaterThan(400_000);
  });
});
